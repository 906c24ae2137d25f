const { readdirSync, statSync } = require("node:fs");
const path = require("node:path");

/** They play many rows, or many runs a test: what a quick test kills is not to wait for them. */
const slow = /[/\\](faults|properties)[/\\]|pacing-limits|budget/;
/** They test the fault table itself: over another client, and by a command of its own. */
const others = /[/\\]faults[/\\](count|judge|plain)\.test\.ts$/;

/**
 * All tests below a folder as one file of tests, quick ones first, so that Jest loads what they test
 * once a mutant and not once a file. Each file's own hooks stay its own.
 */
module.exports = (folder) => {
  const rank = (file) => (slow.test(file) ? 2 ** 40 : 0) + statSync(file).size;
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && !others.test(path.join(folder, file)))
    .map((file) => path.join(folder, file))
    .filter((file) => process.env.MUTATION_TESTS !== "quick" || !slow.test(file))
    .sort((one, other) => rank(one) - rank(other));
  for (const file of files) {
    describe(path.relative(folder, file), () => {
      require(file);
    });
  }
};
