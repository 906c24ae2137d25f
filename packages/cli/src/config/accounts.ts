import { suggestName } from "@billkit/core";
import type { Rate } from "@billkit/core/pacing";
import { vendorNames, vendors } from "../vendors/registry.js";
import type { SecretSource } from "./secret.js";

/** How an account pays; vendors' responses don't include it. */
export type Settlement = "prepaid" | "arrears";

/** `300 per minute`. */
export type TextRate = Extract<Rate, string>;

/** One account of the configuration file. */
export interface AccountConfig {
  readonly vendor: string;
  /** Unique; shown in messages. */
  readonly name: string;
  readonly settlement: Settlement | undefined;
  /** By connect option, e.g. `apiKey`. */
  readonly credentials: Readonly<Record<string, SecretSource>>;
  /** Options of the client and of its charges that aren't secret, e.g. `region`. */
  readonly options: Readonly<Record<string, string>>;
  /** Of the accounts that the credential sees: these, or each one apart. */
  readonly accountIds: "*" | readonly string[] | undefined;
  /** The credential's rate limit, e.g. `300 per minute`. */
  readonly rate: TextRate | undefined;
}

/** A problem, and its location in the document. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Fail = (problem: Problem) => never;
type Fields = Readonly<Record<string, unknown>>;

/** The keys of an account; `accounts.schema.json` has the same for editors. */
export const accountKeys: readonly string[] = [
  ...["vendor", "name", "settlement", "credentials", "options", "accountIds", "rate"],
];

/** Checks a parsed configuration; `fail` receives the first problem. */
export function checkAccounts(document: unknown, fail: Fail): AccountConfig[] {
  if (document === null) return [];
  const top = fields(document, [], fail);
  knownKeys(top, ["accounts"], [], fail);
  const { accounts = [] } = top;
  if (!Array.isArray(accounts)) fail({ path: ["accounts"], message: "accounts must be a list." });
  return (accounts as unknown[]).map((account, at) => checkAccount(account, at, fail));
}

function checkAccount(value: unknown, at: number, fail: Fail): AccountConfig {
  const path = ["accounts", at];
  const account = fields(value, path, fail);
  knownKeys(account, accountKeys, path, fail);
  const vendor = text(account.vendor, [...path, "vendor"], fail);
  const entry = vendors.get(vendor);
  if (entry === undefined) {
    const message = `unknown vendor ${JSON.stringify(vendor)}; ${suggestName(vendor, vendorNames)}`;
    return fail({ path: [...path, "vendor"], message });
  }
  const { settlement } = account;
  if (settlement !== undefined && settlement !== "prepaid" && settlement !== "arrears") {
    fail({ path: [...path, "settlement"], message: "settlement must be prepaid or arrears." });
  }
  const known = Object.keys(entry.variables);
  const credentials = fields(account.credentials ?? {}, [...path, "credentials"], fail);
  knownKeys(credentials, known, [...path, "credentials"], fail);
  const options = fields(account.options ?? {}, [...path, "options"], fail);
  knownKeys(options, entry.settings, [...path, "options"], fail);
  return {
    vendor,
    name: account.name === undefined ? vendor : text(account.name, [...path, "name"], fail),
    settlement,
    credentials: mapValues(credentials, (source, name) =>
      secretSource(source, [...path, "credentials", name], fail),
    ),
    options: mapValues(options, (option, name) => text(option, [...path, "options", name], fail)),
    accountIds: idsOf(account.accountIds, [...path, "accountIds"], fail),
    rate: rateOf(account.rate, [...path, "rate"], fail),
  };
}

function idsOf(value: unknown, path: Problem["path"], fail: Fail): AccountConfig["accountIds"] {
  if (value === undefined || value === "*") return value;
  const isList = Array.isArray(value) && value.length > 0;
  if (isList && value.every((id) => typeof id === "string" && id !== "")) return value as string[];
  return fail({ path, message: 'accountIds must be "*" or a list of ids as strings.' });
}

function rateOf(value: unknown, path: Problem["path"], fail: Fail): TextRate | undefined {
  if (value === undefined) return undefined;
  const isRate = typeof value === "string" && /^[1-9]\d* per (second|minute|hour|day)$/.test(value);
  if (isRate) return value as TextRate;
  return fail({ path, message: "rate must be, for example, 300 per minute (second, hour, day)." });
}

function secretSource(value: unknown, path: Problem["path"], fail: Fail): SecretSource {
  const name = String(path.at(-1));
  const usage = `use ${name}: { env: VARIABLE }, { file: PATH } or { command: [program, argument] }`;
  if (typeof value === "string") {
    return fail({ path, message: `${name} must not contain the secret itself; ${usage}.` });
  }
  const source = fields(value, path, fail);
  const { env, file, command } = source;
  if (Object.keys(source).length === 1) {
    if (typeof env === "string" && env !== "") return { env };
    if (typeof file === "string" && file !== "") return { file };
    if (isCommand(command)) return { command };
  }
  return fail({ path, message: `${name} is invalid; ${usage}.` });
}

function isCommand(value: unknown): value is [string, ...string[]] {
  const isList = Array.isArray(value) && value.length > 0;
  return isList && value.every((part) => typeof part === "string") && value[0] !== "";
}

function fields(value: unknown, path: Problem["path"], fail: Fail): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  return fail({ path, message: `${nameOf(path)} must be a mapping.` });
}

/** `credentials`, `accounts[0]` */
function nameOf(path: Problem["path"]): string {
  const last = path.at(-1) ?? "the file";
  return typeof last === "number" ? `${path.at(-2) ?? ""}[${last}]` : last;
}

function text(value: unknown, path: Problem["path"], fail: Fail): string {
  if (typeof value === "string" && value !== "") return value;
  return fail({ path, message: `${String(path.at(-1))} must be a string.` });
}

function knownKeys(value: Fields, known: readonly string[], path: Problem["path"], fail: Fail) {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const message = `unknown key ${JSON.stringify(key)}; ${suggestName(key, known)}`;
    fail({ path: [...path, key], message });
  }
}

function mapValues<T>(value: Fields, map: (value: unknown, name: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, map(each, name)]));
}
