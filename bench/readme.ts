import { aimsTable, figuresTable } from "./table.js";
import type { Results } from "./results.js";

const BEGIN = "<!-- bench: written by npm run bench -- --render -->";
const END = "<!-- end of bench -->";

/**
 * The README with the tables of these results between its markers.
 * @throws {Error} when it has no such place
 */
export function withTables(readme: string, results: Results): string {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) {
    throw new Error(`the README has no lines "${BEGIN}" and "${END}" to write between`);
  }
  return (
    readme.slice(0, from) +
    [BEGIN, tables(results), END].join("\n\n") +
    readme.slice(to + END.length)
  );
}

function tables(results: Results): string {
  const { cpu, cores, memoryGiB, os, load } = results.machine;
  const { imports, rounds, concurrency } = results.effort;
  const machine = `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${os}, Node ${results.versions.node ?? "?"}, load ${load} at the start`;
  return [
    `Medians of ${imports} imports and ${rounds} rounds of calls, ${concurrency} at a time, by turns in one run of ${results.date}; in brackets the span of the middle four fifths. On ${machine}.`,
    figuresTable(results),
    aimsTable(results),
  ].join("\n\n");
}
