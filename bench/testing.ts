import { effortOf } from "./options.js";
import { measures, withSummaries, type Measure, type Results } from "./results.js";
import { subjects, type Group, type Kind } from "./subjects.js";

/** Results in which each client has one sample of each measure: 100, or what the table says. */
export function made(figures: Readonly<Record<string, readonly number[]>> = {}): Results {
  const samplesOf = (group: Group, kind: Kind, measure: Measure): readonly number[] =>
    figures[`${group} ${kind} ${measure}`] ?? figures[`${kind} ${measure}`] ?? [100];
  return {
    date: "2026-01-31",
    machine: { cpu: "Some CPU", cores: 2, memoryGiB: 8, os: "Linux 6.1 x64", load: 0.1 },
    versions: { node: "20.19.0" },
    effort: effortOf({ quick: true, json: false, render: false }),
    results: withSummaries(
      subjects.flatMap(({ group, kind }) =>
        measures.map((measure) => ({
          group,
          kind,
          measure,
          samples: samplesOf(group, kind, measure),
        })),
      ),
    ),
  };
}
