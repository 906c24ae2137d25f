import { ignore } from "../internal/noop.js";

type Log = (message: string, fields?: Readonly<Record<string, unknown>>) => unknown;

/**
 * Where the client says what it does; `console` fits. Each method may be absent. Fields are
 * JSON-safe and never hold a credential, a header or a body, but for the words of a service's that
 * stand in an error's message. One that throws breaks no call.
 */
export interface Logger {
  /**
   * `attempt`, with an AttemptEvent: each that is not repeated. `poll`: each state of a report.
   * `paced`: each wait of pacing.
   */
  readonly debug?: Log;
  /** `call`, with an Outcome: each that ended well. */
  readonly info?: Log;
  /**
   * `attempt`: each that is repeated, or is not because the client's budget of repeats is spent.
   * `call`: each that failed; the caller has its error, and knows how bad it is. `poll`: each that
   * failed, or whose status is unknown. `mismatch`: where a 2xx is not what was declared, for who
   * asked to be warned.
   */
  readonly warn?: Log;
  /** What is told nowhere else: `listener` and `onProgress`, when what the user handed in throws. */
  readonly error?: Log;
}

/** Runs what a user handed in, sync or async; what it throws is told to `failed` alone. */
export function quietly(run: () => unknown, failed: (error: unknown) => void = ignore): void {
  void (async () => {
    await run();
  })()
    .catch(failed)
    .catch(ignore);
}

/** Tells the logger, if there is one. */
export function tell(
  logger: Logger | undefined,
  level: keyof Logger,
  message: string,
  fields: object,
): void {
  if (logger) quietly(() => logger[level]?.(message, { ...fields }));
}
