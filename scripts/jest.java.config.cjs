const base = require("./jest.config.cjs");

/** The tests that run the generator's JAR: `npm run test:java`. */
module.exports = {
  ...base,
  testMatch: ["<rootDir>/**/*.java.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/.generated/"],
};
