/**
 * `npm run faults [-- [--json] [--undici] [ID…]]`: plays the fault table, or the rows of these ids, with
 * Billkit and with plain openapi-fetch, and reports how many rows each fails; with `--undici`, with
 * Billkit over undiciLayer only, without the rows that can't apply to it. Exit 1 if Billkit fails any.
 */
import { count, report } from "./count.js";
import { rows } from "./table.js";
import { undiciExclusions } from "./undici-exclusions.js";

const given = process.argv.slice(2);
const json = given.includes("--json");
const overUndici = given.includes("--undici");
const ids = given.filter((each) => each !== "--json" && each !== "--undici");
const chosen = ids.length ? rows.filter(({ id }) => ids.includes(id)) : rows;
const unknown = ids.find((id) => !rows.some((row) => row.id === id));
if (unknown === undefined) {
  const applying = chosen.filter(({ id }) => !(id in undiciExclusions));
  const counts = overUndici
    ? [await count("undici", applying)]
    : [await count("billkit", chosen), await count("openapi-fetch", chosen)];
  const { text, ok } = report(counts, json);
  process.stdout.write(`${text}\n`);
  process.exitCode = ok ? 0 : 1;
} else {
  process.stderr.write(
    `${JSON.stringify(unknown)} isn't a row; pass ids of rows, --json or --undici\n`,
  );
  process.exitCode = 1;
}
