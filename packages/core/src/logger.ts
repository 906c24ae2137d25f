import { ignore } from "./abort.js";
import type { Call } from "./call.js";

type Log = (message: string, fields?: Readonly<Record<string, unknown>>) => unknown;

/**
 * Where the client says what it does; `console` fits. Each method may be absent. Fields are
 * JSON-safe and never hold a credential, a header or a body. One that throws breaks no call.
 */
export interface Logger {
  /** Each attempt: operation, method, path template, status, attempt, durationMs, requestId. */
  readonly debug?: Log;
  /** Each call that ended well. */
  readonly info?: Log;
  /**
   * Each attempt that is repeated, or is not because the client's budget of repeats is spent; and each
   * call that failed.
   */
  readonly warn?: Log;
  readonly error?: Log;
}

/** Runs what a user handed in, sync or async; whatever it throws stays here. */
export function quietly(run: () => unknown): void {
  void (async () => {
    await run();
  })().catch(ignore);
}

/** Tells a call's client's logger. */
export function log(
  call: Call,
  level: "debug" | "info" | "warn",
  message: string,
  fields: object,
): void {
  const { logger } = call.client;
  quietly(() => logger?.[level]?.(message, { ...fields }));
}
