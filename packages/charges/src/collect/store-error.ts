import { BillkitError } from "@billkit/core";

/** As core's errors have, so that `instanceof` works across copies of this package. */
const brand = Symbol.for("@billkit/error");

/** A store can't be opened, read or written. The message names the store, never a password. */
export class StoreError extends BillkitError {
  static readonly [brand]: string = "StoreError";
  /** Whether other accounts can still be stored: a full disk stops all, a broken file one. */
  declare readonly affects: "store" | "account";

  constructor(message: string, cause?: unknown, affects: "store" | "account" = "store") {
    super(message, { affects }, cause);
  }
}
