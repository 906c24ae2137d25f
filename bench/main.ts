/**
 * `npm run bench`: compares Billkit with fetch, openapi-fetch, openapi-generator's own output and the
 * official clients, as docs/benchmarks.md describes. A missed aim doesn't fail it. Exits with 1 if
 * something can't be measured.
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
