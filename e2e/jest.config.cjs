const preset = require("../jest.preset.cjs");

// The benchmark is outside the workspaces.
module.exports = {
  ...preset,
  roots: ["<rootDir>", "<rootDir>/../bench"],
  testMatch: ["**/*.test.ts"],
};
