import { BillkitError } from "@billkit/core";
import { messageOf } from "./message.js";

/** As core's errors have, so that `instanceof` works across copies of this package. */
const brand = Symbol.for("@billkit/error");

/** Why a source's rows, or some of them, are missing. */
export interface SourceFailure {
  readonly vendor: string;
  /** The source's position among the sources. */
  readonly source: number;
  /** What the source threw. */
  readonly error: unknown;
  /** The call that failed. Absent if a response can't be read, and for a source of your own. */
  readonly call?: FailedCall;
}

/** A call that has no response, or only some of its pages. */
export interface FailedCall {
  /** Operation of the contract. */
  readonly operation: string;
  /** The operation's arguments. */
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** Thrown after all rows that could be read. The rows of `errors` are missing. */
export class ChargesError extends BillkitError {
  static readonly [brand]: string = "ChargesError";
  declare readonly errors: readonly SourceFailure[];

  constructor(errors: readonly SourceFailure[]) {
    const lines = errors.map(({ vendor, error }) => `${vendor}: ${messageOf(error)}`);
    super(`Charges are incomplete: ${lines.join("; ")}`, { errors }, errors[0]?.error);
  }
}
