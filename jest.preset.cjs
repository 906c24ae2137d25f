/** What every package's tests share; type checking is tsc's, apart. */
module.exports = {
  testEnvironment: "node",
  // A busy machine is no failure; what must end in time is held by an injected clock.
  testTimeout: 60_000,
  roots: ["<rootDir>"],
  testMatch: ["<rootDir>/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/dist/", "/.generated/"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.generated/"],
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
