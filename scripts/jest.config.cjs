const preset = require("../jest.preset.cjs");

/** Published as ES modules only, so that Jest has to transform them as it does our sources. */
const esModules = [
  "@scalar/",
  "character-entities",
  "decode-named-character-reference",
  "mdast-util-",
  "micromark",
  "unist-util-",
];

module.exports = {
  ...preset,
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join("|")}))`],
};
