import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { median } from "simple-statistics";
import { chart } from "./chart.js";
import { effortOf } from "./options.js";
import { withTables } from "./readme.js";
import { measures, readResults, textOf, withSummaries } from "./results.js";
import { subjects } from "./subjects.js";

const root = path.resolve(__dirname, "..");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

describe("the results that are kept", () => {
  const kept = readResults(root);

  it("come from a whole run, not a quick one", () => {
    expect(kept.effort).toEqual(effortOf({ quick: false, json: false, render: false }));
  });

  it("have what was measured of every client", () => {
    const found = kept.results.map(({ group, kind, measure }) => `${group} ${kind} ${measure}`);
    const wanted = subjects.flatMap(({ group, kind, client, api }) =>
      measures
        .filter((measure) => {
          if (measure.endsWith("CallsPerSecond")) return true;
          return measure === "apiBundleBytes" ? api !== undefined : client !== undefined;
        })
        .map((measure) => `${group} ${kind} ${measure}`),
    );
    expect([...found].sort()).toEqual(wanted.sort());
  });

  it("have as many samples as rounds, and their medians", () => {
    const { imports, heaps, rounds } = kept.effort;
    const counts: Partial<Record<string, number>> = {
      importMs: imports,
      heapBytes: heaps,
      stubCallsPerSecond: rounds,
      loopbackCallsPerSecond: rounds,
    };
    for (const { measure, samples, median: told } of kept.results) {
      expect([measure, samples.length]).toEqual([measure, counts[measure] ?? 1]);
      expect(told).toBe(median([...samples]));
    }
    expect(withSummaries(kept.results)).toEqual(kept.results);
  });

  it("are what the README's tables are made of", () => {
    expect(withTables(read("README.md"), kept)).toBe(read("README.md"));
  });

  it("are what the chart is drawn from", () => {
    expect(read("bench/results.svg")).toBe(chart(kept));
  });

  it("are written with the samples of a client on one line", () => {
    expect(read("bench/results.json")).toBe(textOf(kept));
    const [, found] = /"samples": \[([\d., ]+)\]\n/.exec(textOf(kept)) ?? [];
    expect(found?.split(", ").map(Number)).toEqual(kept.results[0]?.samples);
  });

  it("name no host and no folder", () => {
    const text = read("bench/results.json");
    expect(text).not.toContain(os.hostname());
    expect(text).not.toMatch(/"[^"]*\/(home|root|tmp|work|Users|usr|opt)\b/);
  });
});
