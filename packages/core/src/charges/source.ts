import type { Charge } from "./charge.js";
import type { ChargesDefinition } from "./definition.js";

/** A half-open period of UTC instants. */
export interface Instants {
  /** ISO 8601, e.g. `2026-06-01T00:00:00.000Z`. */
  readonly start: string;
  /** The first instant after the period. */
  readonly end: string;
}

/** A request to a source. */
export interface ChargeRequest {
  readonly period: Instants;
  /** Epoch milliseconds: periods that end later are open. */
  readonly now: number;
  /** Aborts the calls. */
  readonly signal: AbortSignal;
  /** Reports the source's progress. */
  readonly onProgress: (progress: ChargeProgress) => void;
  /** Receives each body that rows are read from. */
  readonly onBody: (body: ChargeBody) => void | Promise<void>;
}

/** A source's progress. */
export interface ChargeProgress {
  readonly vendor: string;
  /** Operation that is being called. */
  readonly operation: string;
  /** Calls that have finished. */
  readonly calls: number;
  /** Rows so far. */
  readonly rows: number;
}

/** A body that rows were read from, without secrets. */
export interface ChargeBody {
  readonly vendor: string;
  readonly operation: string;
  /** The operation's arguments. */
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly requestId?: string;
  readonly text: string;
  /** SHA-256 of `text` as UTF-8, in hexadecimal. */
  readonly sha256: string;
  readonly contract: string;
}

/** A source of your own, for a vendor that has no package. */
export interface CustomChargeSource {
  /** Names the vendor in rows and errors. */
  readonly vendor: string;
  /** Version of the reader, e.g. `acme@1`. */
  readonly contract: string;
  /**
   * Reads the rows of a period: those whose billing or charge period begins in it. Throws when one
   * can't be read.
   */
  read(request: ChargeRequest): AsyncIterable<Charge>;
}

/** A source that a vendor's package generates from its contract: data that @billkit/charges interprets. */
export interface ContractChargeSource {
  readonly vendor: string;
  readonly contract: string;
  /** The vendor's client. */
  readonly client: object;
  readonly definition: ChargesDefinition;
  /** Arguments that the definition takes from the caller, such as an organization's name. */
  readonly options: Readonly<Record<string, string | undefined>>;
  /**
   * The accounts that `definition` is limited to, as `accountSource` and `listAccounts` do: each as the
   * vendor's JSON. An empty list is what belongs to none of them.
   */
  readonly accounts?: readonly string[];
}

/** Where charges come from. */
export type ChargeSource = CustomChargeSource | ContractChargeSource;
