import type { ChargeBody, Instants } from "@billkit/core/charges";
import type { FailedCall } from "../charges-error.js";

/** A stored body, without its text. */
export interface KeptBody extends Omit<ChargeBody, "text"> {
  /** Position in `sources`. Absent in older evidence, which has one source per vendor. */
  readonly source?: number;
}

/** A source of the run. */
export interface KeptSource {
  readonly vendor: string;
  readonly contract: string;
  /** The account's name, if it has one. */
  readonly account?: string;
  readonly options: Readonly<Record<string, string | undefined>>;
  /** The accounts of the credential that were read, as JSON; all if absent. */
  readonly accounts?: readonly string[];
}

/** Why rows of a bill are missing. */
export interface MissingRows {
  /** The vendor's name, as in its rows. */
  readonly vendor: string;
  /** The account's name, if it has one. */
  readonly account?: string;
  /** The error's message, without secrets. */
  readonly message: string;
}

/** Why rows of the run are missing, as the manifest has it. */
export interface KeptFailure extends MissingRows {
  /** Position in `sources`. Absent if the account couldn't be opened. */
  readonly source?: number;
  /** The call that failed. */
  readonly call?: FailedCall;
  /** Nothing was called after it. */
  readonly isLast?: true;
}

/** The manifest of an evidence folder. */
export interface Manifest {
  readonly version: 1;
  readonly period: Instants;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly sources: readonly KeptSource[];
  readonly bodies: readonly KeptBody[];
  /** Absent in older evidence. */
  readonly failures?: readonly KeptFailure[];
}

/** A source's vendor, with its account's name if that says more. */
export const labelOf = ({ vendor, account }: Pick<KeptSource, "vendor" | "account">): string =>
  account === undefined || account === vendor ? vendor : `${vendor} (${account})`;

export const isHash = (value: unknown): boolean =>
  typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

/** An untrusted object's members. */
export type Fields = Readonly<Record<string, unknown>>;

export const areTexts = (value: unknown, names: readonly string[]): boolean =>
  names.every((name) => typeof (Object(value) as Fields)[name] === "string");

/** A hash becomes a file name, so it must be nothing else. */
export function isManifest(value: unknown): value is Manifest {
  const { version, period, now, sources, bodies, failures = [] } = Object(value) as Fields;
  return (
    version === 1 &&
    isPeriod(period) &&
    typeof now === "number" &&
    isListOf(sources, isSource) &&
    isListOf(bodies, (each) => isBody(each) && isPosition(each, sources.length)) &&
    isListOf(failures, (each) => isFailure(each) && isPosition(each, sources.length))
  );
}

function isListOf(value: unknown, isItem: (each: unknown) => boolean): value is unknown[] {
  return Array.isArray(value) && value.every(isItem);
}

function isPeriod(value: unknown): boolean {
  const { start, end } = Object(value) as Fields;
  return [start, end].every((each) => typeof each === "string" && !Number.isNaN(Date.parse(each)));
}

function isSource(value: unknown): boolean {
  const { options, accounts = [] } = Object(value) as Fields;
  return (
    areTexts(value, ["vendor", "contract"]) &&
    hasOptionalText(value, "account") &&
    typeof options === "object" &&
    options !== null &&
    isListOf(accounts, isJson)
  );
}

function isJson(value: unknown): boolean {
  try {
    return typeof value === "string" && JSON.parse(value) !== undefined;
  } catch {
    return false;
  }
}

const isBody = (value: unknown): boolean =>
  areTexts(value, ["vendor", "operation"]) && isHash((Object(value) as Fields).sha256);

function isFailure(value: unknown): boolean {
  const { call } = Object(value) as Fields;
  return (
    areTexts(value, ["vendor", "message"]) &&
    hasOptionalText(value, "account") &&
    (call === undefined || areTexts(call, ["operation"]))
  );
}

const hasOptionalText = (value: unknown, name: string): boolean =>
  (Object(value) as Fields)[name] === undefined || areTexts(value, [name]);

function isPosition(value: unknown, count: number): boolean {
  const { source } = Object(value) as Fields;
  const position = Number(source ?? 0);
  return source === undefined || (Number.isInteger(source) && position >= 0 && position < count);
}
