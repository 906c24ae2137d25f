/** @type {import("prettier").Config} */
export default {
  printWidth: 100,
  proseWrap: "preserve",
  overrides: [
    {
      // A wide table is then not padded: a change of one cell is a change of one line.
      files: "packages/*/docs/**/*.md",
      options: { proseWrap: "never" },
    },
  ],
};
