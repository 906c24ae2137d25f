import { URL, fileURLToPath } from "node:url";

/** Stryker knows by the folder's name that it is Jest's own runner, wrapped. */
const own = (file) =>
  fileURLToPath(new URL(`scripts/mutation/jest-circus/${file}`, import.meta.url));

/**
 * What the packages' mutation runs share; each package says what it mutates. The reasons stand in
 * docs/decisions/0015-mutation-testing.md.
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
    config: {
      testEnvironment: own("environment.cjs"),
      testMatch: ["**/test/all.mutation.cjs"],
      // A test that hangs kills its mutant; the longest takes about a second.
      testTimeout: 10_000,
    },
    // Every test imports the package's index, so every test is related to every file.
    enableFindRelatedTests: false,
  },
  coverageAnalysis: "perTest",
  // For what hangs without a test that could: a busy machine is not to be taken for it.
  timeoutMS: 30_000,
  // A mutant may leave sockets and timers behind.
  maxTestRunnerReuse: 100,
  // Both as deep below the root as the package, so that `../../jest.preset.cjs` is found.
  tempDirName: "../../.stryker-tmp",
  incrementalFile: `../../reports/mutation/${name}.incremental.json`,
  reporters: ["json", "html", "progress-append-only"],
  jsonReporter: { fileName: `../../reports/mutation/${name}.json` },
  htmlReporter: { fileName: `../../reports/mutation/${name}.html` },
  thresholds: { high: 90, low: 85, break: 85 },
  allowEmpty: false,
});
