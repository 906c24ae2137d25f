import { BillkitError } from "./billkit-error.js";
import { brand } from "./brand.js";

/** A call was made wrongly; nothing was sent. */
export class InvalidRequestError extends BillkitError {
  static override readonly [brand]: string = "InvalidRequestError";
  /** The operation's id. */
  declare readonly operation: string;
  /** The argument, option or header that is at fault. */
  declare readonly argument: string;
}
