/**
 * `npm run bench`: Billkit beside fetch, openapi-fetch, openapi-generator's own output and the official
 * clients. docs/benchmarks.md describes it. A missed aim fails nothing;
 * exit 1 if something can't be measured.
 */
import path from "node:path";
import { command } from "../e2e/common/command.js";
import { measure } from "./measure.js";
import { readOptions } from "./options.js";
import { markdown } from "./report.js";
import { aimsOf } from "./results.js";
import { write } from "./write.js";

const root = path.resolve(import.meta.dirname, "..");

await command("bench", async () => {
  const options = readOptions(process.argv.slice(2));
  const results = await measure(root, options, (line) => {
    process.stderr.write(`bench: ${line}\n`);
  });
  if (options.write) await write(root, results);
  const document = { aims: aimsOf(results), ...results };
  process.stdout.write(
    options.json ? `${JSON.stringify(document, null, 2)}\n` : `${markdown(results)}\n`,
  );
});
