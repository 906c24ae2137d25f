import { BillkitError } from "@billkit/core";

/** As core's errors have, so that `instanceof` works across copies of this package. */
const brand = Symbol.for("@billkit/error");

/** Why a source's rows, or some of them, are missing. */
export interface SourceFailure {
  readonly vendor: string;
  /** What the source threw. */
  readonly error: unknown;
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

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
