/**
 * `npm run faults [-- [--json] [ID…]]`: plays the fault table, or the rows of these ids, with Billkit
 * and with plain openapi-fetch, and tells how many rows each fails. Exit 1 if Billkit fails any.
 */
import { count, report } from "./count.js";
import { rows } from "./table.js";

const given = process.argv.slice(2);
const json = given.includes("--json");
const ids = given.filter((each) => each !== "--json");
const chosen = ids.length ? rows.filter(({ id }) => ids.includes(id)) : rows;
const unknown = ids.find((id) => !rows.some((row) => row.id === id));
if (unknown === undefined) {
  const counts = [await count("billkit", chosen), await count("openapi-fetch", chosen)];
  const { text, ok } = report(counts, json);
  process.stdout.write(`${text}\n`);
  process.exitCode = ok ? 0 : 1;
} else {
  process.stderr.write(`${JSON.stringify(unknown)} is no row; give ids of rows, or --json\n`);
  process.exitCode = 1;
}
