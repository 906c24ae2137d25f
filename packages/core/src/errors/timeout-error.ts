import { BillkitError } from "./billkit-error.js";
import { brand } from "./brand.js";
import type { RequestDetails } from "./details.js";

/** A limit of time ran out. */
export class TimeoutError extends BillkitError {
  static override readonly [brand]: string = "TimeoutError";
  /** Which one: of an attempt, or of the whole call or wait. */
  declare readonly limit: "timeoutMs" | "deadlineMs";
  /** The limit in milliseconds. */
  declare readonly ms: number;
  /** HTTP method. */
  declare readonly method: RequestDetails["method"] | undefined;
  /** The address's path as it was requested, without the query. */
  declare readonly path: RequestDetails["path"] | undefined;
  /** How many requests were made; of a poller, how many polls. */
  declare readonly attempts: number;
  /** What a poller last saw. */
  declare readonly lastState: object | undefined;
}
