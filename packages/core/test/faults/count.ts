import { judge } from "./judge.js";
import type { Row } from "./row.js";
import { play } from "./run-row.js";
import { isOurs, type ClientKind } from "./subject.js";

export interface Failing {
  readonly id: string;
  /** Differences between the row and what happened. */
  readonly problems: readonly string[];
}

export interface Count {
  readonly kind: ClientKind;
  readonly rows: number;
  readonly failing: readonly Failing[];
}

/** Plays the rows one after another, because each watches the whole process. */
export async function count(kind: ClientKind, rows: readonly Row[]): Promise<Count> {
  const failing: Failing[] = [];
  for (const row of rows) {
    const problems = judge(row, await play(row, kind), kind);
    if (problems.length) failing.push({ id: row.id, problems });
  }
  return { kind, rows: rows.length, failing };
}

/** A line per kind of client, or one JSON document; ok unless Billkit itself fails a row. */
export function report(counts: readonly Count[], json: boolean): { text: string; ok: boolean } {
  const own = counts.flatMap(({ kind, failing }) => (isOurs(kind) ? failing : []));
  const lines = counts.map(
    ({ kind, rows, failing }) => `${kind}: ${failing.length} of ${rows} rows fail`,
  );
  const failures = own.map(({ id, problems }) => [id, ...problems].join("\n  "));
  return {
    text: json ? JSON.stringify(counts, undefined, 2) : [...failures, ...lines].join("\n"),
    ok: own.length === 0,
  };
}
