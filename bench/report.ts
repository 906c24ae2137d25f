import { markdownTable } from "../scripts/common/markdown.js";
import { vendors } from "./clients.js";
import { aimsOf, type Results } from "./results.js";

/** The results as Markdown tables: calls and imports per Node and vendor, then the aims. */
export function markdown(results: Results): string {
  const { date, machine, calls, imports } = results;
  const nodes = [...new Set(calls.map(({ node }) => node))];
  const parts = nodes.flatMap((node) =>
    vendors.flatMap((vendor) => {
      const rows = calls
        .filter((each) => each.node === node && each.vendor === vendor)
        .map((each) => [
          each.over,
          each.client,
          ...[each.cpuMicrosPerCall, each.cpuOfFetch].map(three),
          ...[each.callsPerSecond, each.rateOfFetch].map(three),
        ]);
      const times = imports
        .filter((each) => each.node === node && each.vendor === vendor)
        .map(({ client, ms }) => [client, three(ms)]);
      const head = ["over", "client", "CPU µs per call", "of fetch's", "calls/s", "of fetch's"];
      return [
        `### Node ${node}, ${vendor}`,
        markdownTable([head, ...rows]),
        markdownTable([["client", "import, ms"], ...times]),
      ];
    }),
  );
  const aims = aimsOf(results).map(({ name, value, bound, limit, met }) => [
    name,
    `${bound} ${three(limit)}`,
    three(value),
    met ? "met" : "missed",
  ]);
  return [
    `${date}, ${machine.cpu}, ${machine.cores} cores, load ${machine.load} at the start.`,
    ...parts,
    "### Aims",
    markdownTable([["aim", "limit", "measured", ""], ...aims]),
  ].join("\n\n");
}

function three(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en-US", { maximumFractionDigits: 4 });
}
