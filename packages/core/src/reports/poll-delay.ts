import {
  ConnectionError,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnexpectedResponseError,
} from "../errors.js";

const firstMs = 2000;
const longestMs = 30_000;
const longestHintMs = 180_000;

/**
 * How long until the next request: grows by half each time from 2 s to 30 s, less up to a half at
 * random, so that many customers' pollers do not ask in step and none asks without a pause.
 * @param polls how often the report was not complete yet
 * @param random at least 0, less than 1
 */
export const pollDelayMs = (polls: number, random: number): number =>
  Math.min(longestMs, firstMs * 1.5 ** Math.max(0, polls - 1)) * (1 - random / 2);

/** A long wait outlives a failure that may pass; one that asks for a very long wait does not. */
export const mayPass = (error: unknown): boolean =>
  error instanceof ConnectionError ||
  error instanceof TimeoutError ||
  error instanceof ServerError ||
  (error instanceof RateLimitError && (error.retryAfterMs ?? 0) <= longestHintMs) ||
  (error instanceof UnexpectedResponseError && error.reason === "body");
