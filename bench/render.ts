import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { chart } from "./chart.js";
import { withTables } from "./readme.js";
import { readResults } from "./results.js";

/**
 * Writes the README's tables and the chart from the results that are kept.
 * @throws {Error} with one line for the user; nothing is written then
 */
export function renderFiles(root: string): void {
  const results = readResults(root);
  const readme = path.join(root, "README.md");
  const written = withTables(readFileSync(readme, "utf8"), results);
  const picture = chart(results);
  writeFileSync(readme, written);
  writeFileSync(path.join(root, "bench/results.svg"), picture);
}
