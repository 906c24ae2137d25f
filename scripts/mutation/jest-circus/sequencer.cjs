const { default: Sequencer } = require("@jest/test-sequencer");
const { statSync } = require("node:fs");

/** They play many rows or runs a test: what a quick test kills is not to wait for them. */
const slow = /[/\\](faults|properties)[/\\]|limits|budget/;

/** Quick files first: a mutant runs until the first test that fails. */
module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => (slow.test(path) ? 2 ** 40 : 0) + statSync(path).size;
    return [...tests].sort((one, other) => rank(one) - rank(other));
  }
};
