import type { ClientContext } from "./types.js";

/** What one repeat costs, in units of what each call brings: 1 repeat in 5 calls. */
const price = 5;
/** Repeats that a client starts with, and the most that it saves up. */
const reserve = 20 * price;

/** By client; a client without retry has none. */
const budgets = new WeakMap<ClientContext, number>();

const left = (client: ClientContext): number => budgets.get(client) ?? reserve;

/** Each call brings a fifth of a repeat. */
export function earn(client: ClientContext): void {
  budgets.set(client, Math.min(reserve, left(client) + 1));
}

/** Takes one repeat, if there is one. */
export function spend(client: ClientContext): boolean {
  const rest = left(client) - price;
  if (rest >= 0) budgets.set(client, rest);
  return rest >= 0;
}
