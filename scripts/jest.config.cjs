const preset = require("../jest.preset.cjs");

/** Published as ES modules only, so that Jest has to transform them as it does our sources. */
const esModules = [
  "@size-limit/",
  "change-case/",
  "character-entities",
  "decode-named-character-reference",
  "index-to-position/",
  "mdast-util-",
  "micromark",
  "openapi-typescript/node_modules/",
  "nanoid/",
  "parse-json/",
  "size-limit/",
  "supports-color/",
  "unist-util-",
];

module.exports = {
  ...preset,
  // It starts last and runs alone in the end.
  maxWorkers: "100%",
  testMatch: ["**/*.test.ts"],
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join("|")}))`],
};
