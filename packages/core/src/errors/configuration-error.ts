import { BillkitError } from "./billkit-error.js";
import { brand } from "./brand.js";
import type { RequestDetails } from "./details.js";

/** A client was set up wrongly, or has no usable credential. */
export class ConfigurationError extends BillkitError {
  static override readonly [brand]: string = "ConfigurationError";
  /** The option that is at fault, where there is one. */
  declare readonly option: string | undefined;
  /** Of a call that it ended. */
  declare readonly method: RequestDetails["method"] | undefined;
  /** The address's path as it was requested, without the query. */
  declare readonly path: RequestDetails["path"] | undefined;
  /** How many requests were made. */
  declare readonly attempts: RequestDetails["attempts"] | undefined;
}
