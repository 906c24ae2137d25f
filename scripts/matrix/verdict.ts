import type { Outcome } from "./row.js";

/**
 * What keeps the matrix from being passed, a line each.
 * @param mayNotRun ids of rows that a machine may lack the tool for
 */
export function verdict(outcomes: readonly Outcome[], mayNotRun: readonly string[]): string[] {
  return outcomes.flatMap(({ id, name, result }) => {
    if (result === "failed") return [`${name} failed`];
    if (result === "not run" && !mayNotRun.includes(id)) return [`${name} has to run`];
    return [];
  });
}
