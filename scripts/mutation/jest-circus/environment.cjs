const NodeEnvironment = require("@stryker-mutator/jest-runner/jest-env/node");

/** The last mutant that a test has failed under. */
let killed;

/** The mutant that is active, by the name that Stryker gives it. */
const active = () => process.env.__STRYKER_ACTIVE_MUTANT__;

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
      if (event.name === "test_start" && this.isKilled()) event.test.mode = "skip";
      if (event.name === "test_done" && event.test.errors.length > 0) killed = active();
    };
  }

  isKilled() {
    return killed !== undefined && killed === active();
  }
};
