import { truncate } from "./format.js";

/**
 * Refuses options that don't exist and suggests the closest one that does. An option whose value is
 * `undefined` counts as absent. For use by Billkit's own packages.
 *
 * @param given - the options as the caller passed them
 * @param allowed - the names of all options that exist
 * @param fail - builds the error from the option's name and the problem
 * @throws the error that `fail` returns, for the first unknown option
 */
export function refuseUnknown(
  given: object,
  allowed: readonly string[],
  fail: (name: string, problem: string) => Error,
): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || allowed.includes(name)) continue;
    const best = Math.max(...allowed.map((option) => overlap(name, option)));
    const nearest = allowed.find((option) => overlap(name, option) === best);
    const advice =
      best >= Math.max(3, name.length / 2)
        ? `did you mean ${nearest}?`
        : `allowed: ${allowed.join(", ")}`;
    throw fail(truncate(name), `is an unknown option; ${advice}`);
  }
}

/** How many characters two names share at their start and end, whatever their case. */
function overlap(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start++;
  let end = 0;
  while (end < shortest - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return start + end;
}
