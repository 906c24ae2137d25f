import type { Outcome } from "./check.js";

export interface Row {
  readonly client: string;
  readonly operation: string;
  readonly calls: number;
  /** Calls whose answer is what the state says. */
  readonly same: number;
}

/** A row for each operation, in the order in which they were called, then those that were not. */
export function summarize(outcomes: readonly Outcome[], operations: readonly string[]): Row[] {
  const called = [...new Set(outcomes.map(({ operation }) => operation))];
  const left = operations.filter((operation) => !called.includes(operation));
  return [...called, ...left].map((operation) => {
    const calls = outcomes.filter((outcome) => outcome.operation === operation);
    const same = calls.filter(({ differences }) => differences.length === 0).length;
    return { client: calls[0]?.client ?? "none", operation, calls: calls.length, same };
  });
}

/** A line for each thing that is wrong; none: nothing is. */
export function problemsOf(outcomes: readonly Outcome[], rows: readonly Row[]): string[] {
  return [
    ...rows.flatMap(({ operation, calls }) =>
      calls === 0 ? [`${operation} was called by no client`] : [],
    ),
    ...outcomes.flatMap(({ operation, what, differences }) =>
      differences.map((difference) => `${operation}, ${what}: ${difference}`),
    ),
  ];
}

export function render(rows: readonly Row[]): string {
  const cells = [
    ["client", "operation", "calls", "same"],
    ...rows.map(({ client, operation, calls, same }) => [client, operation, `${calls}`, `${same}`]),
  ];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const calls = rows.reduce((sum, row) => sum + row.calls, 0);
  const same = rows.reduce((sum, row) => sum + row.same, 0);
  return `${lines.join("\n")}\n${same} of ${calls} answers are what the state says\n`;
}
