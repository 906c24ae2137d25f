import { setTimeout } from "node:timers/promises";
import { defaultLayers, timeoutLayer, type Layer } from "@billkit/core";
import type { Pool } from "pg";

/** Two programs' clocks and the network shift requests a little: this much of the limit is used. */
const usedPart = 0.97;

/** Creates the table of limits. Of workers that start together, PostgreSQL would fail all but one. */
export async function createLimits(pool: Pool): Promise<void> {
  await pool.query(
    `SELECT pg_advisory_xact_lock(hashtext('request_limits'));
     CREATE TABLE IF NOT EXISTS request_limits (
       credential text PRIMARY KEY, next_at timestamptz NOT NULL)`,
  );
}

/**
 * The default layers with a limit that all workers share: each request takes the credential's next slot in
 * PostgreSQL, then waits for it. A worker that is killed leaves a slot unused, and no lock.
 *
 * @param credential - names the credential; never the secret itself
 */
export function sharedLimit(pool: Pool, credential: string, requestsPerMinute: number): Layer[] {
  const spacingMs = 60_000 / (requestsPerMinute * usedPart);
  const layer: Layer = (next) => async (request, call) => {
    const { rows } = await pool.query<{ wait_ms: number }>(
      `INSERT INTO request_limits AS slot VALUES ($1, clock_timestamp() + $2 * interval '1 ms')
       ON CONFLICT (credential) DO UPDATE
       SET next_at = greatest(slot.next_at, clock_timestamp()) + $2 * interval '1 ms'
       RETURNING 1000 * extract(epoch FROM next_at - clock_timestamp())::float8 - $2 AS wait_ms`,
      [credential, spacingMs],
    );
    const waitMs = Math.max(0, rows[0]?.wait_ms ?? 0);
    await setTimeout(waitMs, undefined, { signal: call.signal });
    return next(request, call);
  };
  return defaultLayers().flatMap((each) => (each === timeoutLayer ? [layer, each] : [each]));
}
