import type { Clock } from "@billkit/core";
import { lastWholeMonth } from "../common/period.js";
import { collectDeepgram } from "./deepgram.js";
import type { Environment } from "./environment.js";
import { collectUsage } from "./genesys-cloud.js";

/**
 * Stores what is available of the last whole month's bill.
 *
 * @param now - epoch milliseconds
 * @param clock - default: the system clock
 * @throws AggregateError if a part failed, after the other is stored; the platform counts and logs
 * it
 */
export async function collect(env: Environment, now: number, clock?: Clock): Promise<void> {
  const month = lastWholeMonth(now);
  const parts = await Promise.allSettled([
    collectDeepgram(env, month, clock),
    collectUsage(env, month, clock),
  ]);
  const errors = parts.flatMap((part) =>
    part.status === "rejected" ? [part.reason as unknown] : [],
  );
  if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join("; "));
}
