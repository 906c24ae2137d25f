/**
 * `npm run bench`: compares Billkit with fetch, openapi-fetch, openapi-generator's own output and the
 * official clients, as docs/benchmarks.md describes. A missed aim doesn't fail it. Exits with 1 if
 * something can't be measured.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { command } from "../e2e/common/command.js";
import { fillPage } from "../scripts/common/markdown.js";
import { formatFile } from "../scripts/generate/format.js";
import { measure } from "./measure.js";
import { readOptions } from "./options.js";
import { markdown } from "./report.js";
import { aimsOf, type Results } from "./results.js";

const root = path.resolve(import.meta.dirname, "..");

await command("bench", async (work) => {
  const options = readOptions(process.argv.slice(2));
  const results = await measure(root, work, options, (line) => {
    process.stderr.write(`bench: ${line}\n`);
  });
  if (options.write) await write(results);
  const document = { aims: aimsOf(results), ...results };
  process.stdout.write(
    options.json ? `${JSON.stringify(document, null, 2)}\n` : `${markdown(results)}\n`,
  );
});

/** Writes bench/results.json, and the tables into docs/benchmarks.md. */
async function write(results: Results): Promise<void> {
  const file = path.join(root, "docs/benchmarks.md");
  const page = readFileSync(file, "utf8");
  const writer = "npm run bench -- --write";
  const filled = fillPage(page, "docs/benchmarks.md", writer, markdown(results));
  writeFileSync(file, await formatFile(file, filled));
  const json = `${JSON.stringify(results, null, 2)}\n`;
  writeFileSync(path.join(root, "bench/results.json"), json);
}
