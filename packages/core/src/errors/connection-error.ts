import { BillkitError } from "./billkit-error.js";
import { brand } from "./brand.js";
import type { RequestDetails } from "./details.js";

/** No complete answer came: name resolution, connection, TLS, or a reset; `cause` says which. */
export class ConnectionError extends BillkitError {
  static override readonly [brand]: string = "ConnectionError";
  /** HTTP method. */
  declare readonly method: RequestDetails["method"];
  /** The address's path as it was requested, without the query. */
  declare readonly path: RequestDetails["path"];
  /** How many requests were made. */
  declare readonly attempts: RequestDetails["attempts"];
}
