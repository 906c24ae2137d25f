/**
 * `npm run bench [-- --quick] [-- --json] [-- --render]`: Billkit beside fetch, openapi-fetch,
 * openapi-generator's own output and the vendors' clients, in one run. Keeps what it has measured in
 * bench/results.json, unless `--quick`. A missed aim is said, and fails nothing; exit 1 when something
 * could not be measured.
 */
import { writeFileSync } from "node:fs";
import { aimsOf } from "./aims.js";
import { measure } from "./measure.js";
import { effortOf, readOptions } from "./options.js";
import { renderFiles } from "./render.js";
import { resultsFile, textOf } from "./results.js";
import { report } from "./table.js";

const root = process.cwd();

try {
  const options = readOptions(process.argv.slice(2));
  if (options.render) {
    renderFiles(root);
  } else {
    const results = await measure(root, effortOf(options), (what) => {
      process.stderr.write(`bench: ${what}\n`);
    });
    const aims = aimsOf(results);
    if (!options.quick) {
      writeFileSync(resultsFile(root), textOf(results));
    }
    const met = aims.every((aim) => aim.met);
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ met, aims, ...results }, null, 2)}\n`
        : report(results, aims),
    );
  }
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
