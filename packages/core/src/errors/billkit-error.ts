import { textOf } from "../kind.js";
import { brand, isInstance } from "./brand.js";

/** The base of every error that this package throws. `instanceof` holds across copies of it. */
export class BillkitError extends Error {
  static readonly [brand]: string = "BillkitError";
  /** @param details the fields of the subclass */
  constructor(message: string, details?: object, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    Object.assign(this, details, { name: new.target[brand] });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isInstance(this, value);
  }

  /** Name, message and fields, and of the cause its text; holds no credential. */
  toJSON(): object {
    const { message, cause } = this;
    return Object.assign({}, this, { message }, "cause" in this && { cause: textOf(cause) });
  }
}
