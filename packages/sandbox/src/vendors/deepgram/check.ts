import { largestAmount, toUnits } from "../../engine/amount.js";
import { InputError } from "../../engine/input-error.js";
import type { DeepgramState, DeepgramUsage } from "./state.js";

/**
 * What the schema can't express: keys and ids are unique, and a project's usage has an exact sum.
 * @throws InputError with a pointer to the problem
 */
export function checkState({ accounts }: DeepgramState, at: string): void {
  const seen = new Set<string>();
  const once = (value: string, place: string) => {
    if (seen.has(value)) throw new InputError(`${place}: isn't unique`);
    seen.add(value);
  };
  for (const [index, { keys, projects }] of accounts.entries()) {
    const account = `${at}/accounts/${index}`;
    for (const [number, { key }] of keys.entries()) once(key, `${account}/keys/${number}/key`);
    for (const [number, { project_id, usage }] of projects.entries()) {
      const project = `${account}/projects/${number}`;
      once(project_id, `${project}/project_id`);
      checkSum(usage, `${project}/usage`);
    }
  }
}

/** @throws InputError if the usage is too large for exact sums */
export function checkSum(usage: readonly DeepgramUsage[], place: string): void {
  const sum = usage.reduce((units, { dollars }) => units + toUnits(dollars), 0);
  if (sum > toUnits(largestAmount)) {
    throw new InputError(`${place}: is more than ${largestAmount} dollars in all`);
  }
}
