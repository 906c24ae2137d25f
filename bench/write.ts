import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { markdown } from "./report.js";
import type { Results } from "./results.js";

const begin = "<!-- written by npm run bench -- --write -->";
const end = "<!-- end -->";

/** Writes bench/results.json, and the tables into docs/benchmarks.md. */
export async function write(root: string, results: Results): Promise<void> {
  const page = path.join(root, "docs/benchmarks.md");
  const text = readFileSync(page, "utf8");
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/benchmarks.md lacks ${begin} … ${end}`);
  const filled = `${text.slice(0, from)}${begin}\n\n${markdown(results)}\n\n${text.slice(to)}`;
  const formatted = await format(filled, { parser: "markdown" });
  writeFileSync(page, formatted);
  const file = path.join(root, "bench/results.json");
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}
