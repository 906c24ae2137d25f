/** Shared by every package's tests. Type checking is a separate step. */
module.exports = {
  testEnvironment: "node",
  // A busy machine isn't a failure: deadlines are tested with an injected clock.
  testTimeout: 60_000,
  // Turbo runs one task per core, so that half of them is enough for each Jest.
  maxWorkers: "50%",
  roots: ["<rootDir>"],
  testMatch: ["<rootDir>/**/*.test.ts"],
  // Nightly tests are slow, Java tests run the generator's JAR: `npx turbo run test:nightly`.
  testPathIgnorePatterns: [
    "/node_modules/",
    "/dist/",
    "/.generated/",
    "\\.(nightly|java)\\.test\\.ts$",
  ],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.generated/"],
  // In Jest's contexts, each lookup of a global is slow.
  sandboxInjectedGlobals: ["Array", "JSON", "Map", "Math", "Number", "Object", "Set", "String"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: {
    "^.+\\.[cm]?[jt]s$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript" }, target: "es2022" },
        module: { type: "commonjs" },
        sourceMaps: "inline",
      },
    ],
  },
};
