/**
 * Shared by the packages' mutation runs (`npx turbo run mutation`); each package lists what it
 * mutates. Reasons: docs/decisions/0015-mutation-testing.md.
 *
 * @param {string} name the package's folder
 * @param {string[]} mutate
 * @returns {import("@stryker-mutator/api/core").PartialStrykerOptions}
 */
export const mutation = (name, mutate) => ({
  mutate,
  testRunner: "jest",
  jest: {
    configFile: "jest.config.cjs",
    // A test that hangs kills its mutant; those that start processes take seconds on a busy machine.
    config: { testTimeout: 30_000 },
    // Every test imports the package's index, so every test is related to every file.
    enableFindRelatedTests: false,
  },
  coverageAnalysis: "perTest",
  dryRunTimeoutMinutes: 30,
  // A busy machine must not look like a mutant that hangs.
  timeoutMS: 30_000,
  // A mutant can leave sockets and timers behind.
  maxTestRunnerReuse: 100,
  // Both lie as deep below the root as the package, so that `../../jest.preset.cjs` resolves.
  tempDirName: "../../.stryker-tmp",
  incrementalFile: `../../reports/mutation/${name}.incremental.json`,
  reporters: ["json", "html", "progress-append-only"],
  jsonReporter: { fileName: `../../reports/mutation/${name}.json` },
  htmlReporter: { fileName: `../../reports/mutation/${name}.html` },
  thresholds: { high: 90, low: 85, break: 85 },
  allowEmpty: false,
});
