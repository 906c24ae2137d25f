import { noop } from "../internal/noop.js";

type Log = (message: string, fields?: Readonly<Record<string, unknown>>) => unknown;

/**
 * Receives what the client does; `console` fits. Each method is optional. Fields are JSON-safe and
 * never contain a credential, a header or a body; an error's message can quote the service. A
 * logger that throws doesn't affect calls.
 */
export interface Logger {
  /**
   * `attempt`, with an AttemptEvent: each that isn't retried. `poll`: each state of a report. `paced`:
   * each wait of pacing. `download`: each file of a report whose download begins.
   */
  readonly debug?: Log;
  /** `call`, with an AttemptSummary: each that succeeded. */
  readonly info?: Log;
  /**
   * `attempt`: each that is retried, or isn't because the client's retry budget is spent. `call`: each
   * that failed. `poll`: each that failed, or whose status is unknown. `mismatch`: a 2xx that breaks the
   * contract, with `responseMismatch: "warning"`.
   */
  readonly warn?: Log;
  /** `listener`, `onProgress`: a function that the user passed in has thrown. */
  readonly error?: Log;
}

/** Runs a user's function, sync or async; only `failed` learns what it throws. */
export function runSafely(run: () => unknown, failed: (error: unknown) => void = noop): void {
  void (async () => {
    await run();
  })()
    .catch(failed)
    .catch(noop);
}

/** Logs, if there is a logger. */
export function log(
  logger: Logger | undefined,
  level: keyof Logger,
  message: string,
  fields: object,
): void {
  if (logger) runSafely(() => logger[level]?.(message, { ...fields }));
}
