import type { Clock } from "../../src/index.js";
import { json } from "./service.js";

export interface Limited {
  readonly requests: number;
  readonly perMs: number;
  /** Fixed windows begin at the first request, or `phaseMs` earlier; sliding ones end at each request. */
  readonly window: "fixed" | "sliding";
  readonly phaseMs?: number;
  /** How long the n-th request takes, and after how much of that time it arrives. */
  readonly latencyMs?: (index: number) => readonly [arrives: number, answered: number];
  /** How the seconds until the reset are written; without it, no headers are sent. */
  readonly resetHeader?: (seconds: number) => number | string;
  readonly fails?: (index: number) => boolean;
}

/** A service that rejects requests over its limit, per credential. */
export function limitedService(clock: () => Clock, limited: Limited) {
  const { requests, perMs, window, phaseMs = 0, latencyMs, resetHeader, fails } = limited;
  const arrived = new Map<string, number[]>();
  const sent: number[] = [];
  let refused = 0;

  const state = (key: string): { count: number; resetMs: number } => {
    const [now, times] = [clock().now(), arrived.get(key) ?? []];
    const first = (times[0] ?? now) - phaseMs;
    const start =
      window === "fixed" ? now - ((now - first) % perMs) : Math.max(first, now - perMs + 1);
    const within = times.filter((at) => at >= start);
    const began = window === "fixed" ? start : (within[0] ?? now);
    return { count: within.length, resetMs: began + perMs - now };
  };
  const answer = async (request: Request): Promise<Response> => {
    const key = request.headers.get("authorization") ?? "";
    const index = sent.push(clock().now()) - 1;
    const [arrives, answered] = latencyMs?.(index) ?? [0, 0];
    if (arrives) await clock().sleep(arrives);
    const before = state(key);
    const over = before.count >= requests;
    if (over) refused++;
    else arrived.set(key, [...(arrived.get(key) ?? []), clock().now()]);
    const { count, resetMs } = over ? before : state(key);
    if (answered > arrives) await clock().sleep(answered - arrives);
    if (fails?.(index)) throw new TypeError("fetch failed");
    return json(
      { index },
      {
        status: over ? 429 : 200,
        headers: !resetHeader
          ? {}
          : {
              "rate-count": `${count}`,
              "rate-allowed": `${requests}`,
              "rate-reset": `${resetHeader(resetMs / 1000)}`,
            },
      },
    );
  };
  return {
    answer,
    /** When each request was sent. */
    sent,
    /** When each accepted request arrived. */
    arrived: (): number[] => [...arrived.values()].flat().sort((one, other) => one - other),
    refused: (): number => refused,
  };
}
