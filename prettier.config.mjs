/** @type {import("prettier").Config} */
export default {
  printWidth: 100,
  proseWrap: "preserve",
};
