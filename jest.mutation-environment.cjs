const NodeEnvironment = require("@stryker-mutator/jest-runner/jest-env/node");

/** The last mutant that a test has failed under. */
let killed;

/**
 * Skips what is left once a test has killed the mutant: Jest's own `bail` goes by whole files, and
 * Stryker turns it off. A mutant that hangs would else be waited for in each test of each file.
 */
module.exports = class extends NodeEnvironment {
  constructor(config, context) {
    super(config, context);
    const tell = this.handleTestEvent;
    this.handleTestEvent = async (event, state) => {
      await tell(event, state);
      // Set while a mutant is active.
      const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;
      if (mutant === undefined) return;
      if (event.name === "test_start" && killed === mutant) event.test.mode = "skip";
      if (event.name === "test_done" && event.test.errors.length > 0) killed = mutant;
    };
  }
};
