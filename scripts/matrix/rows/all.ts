import type { Row } from "../row.js";
import { bundleRows } from "./bundles.js";
import { nodeRows } from "./node.js";
import { proxyRows } from "./proxies.js";
import { runtimeRows } from "./runtimes.js";
import { testRunnerRows } from "./test-runners.js";
import { typescriptRows } from "./typescript.js";

export const allRows: readonly Row[] = [
  ...nodeRows,
  ...proxyRows,
  ...testRunnerRows,
  ...typescriptRows,
  ...runtimeRows,
  ...bundleRows,
];
