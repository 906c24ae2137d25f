module.exports = {
  ...require("../../jest.preset.cjs"),
  // ES modules only.
  transformIgnorePatterns: ["/node_modules/(?!hyparquet)"],
};
