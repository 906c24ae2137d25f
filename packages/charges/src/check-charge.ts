import type { Charge } from "@billkit/core/charges";
import { isCurrencyValid } from "./currency.js";
import { decimal } from "./decimal.js";
import { parseInstant } from "./instant.js";
import { quote } from "./message.js";

const texts = ["id", "vendor", "accountId", "view", "service", "item"] as const;
const optionalTexts = [
  "accountName",
  "subAccountId",
  "sku",
  "description",
  "invoiceId",
  "unit",
  "currency",
] as const;
const choices = {
  category: ["usage", "purchase", "credit", "tax", "adjustment"],
  basis: ["invoiced", "metered", "estimated", "computed"],
} as const;
const figures = ["quantity", "unitPrice", "amount", "listAmount"] as const;
const periods = [
  ["billingPeriodStart", "billingPeriodEnd"],
  ["chargePeriodStart", "chargePeriodEnd"],
] as const;
/** In the order in which files list them; dimensions and evidence come last. */
const fields = [
  ...(["id", "vendor", "accountId", "accountName", "subAccountId", "view"] as const),
  ...periods.flat(),
  ...(["category", "service", "item", "sku", "description", "invoiceId"] as const),
  ...(["quantity", "unit", "unitPrice", "amount", "listAmount", "currency"] as const),
  ...(["basis", "final"] as const),
];
const origins = ["operation", "pointer", "sha256", "contract"] as const;
const optionalOrigins = ["requestId", "formula"] as const;

type Reject = (field: string, problem: string) => never;

/**
 * Checks a row from any source, so that totals and files can rely on it.
 * @returns a copy, because a source can use one object for all rows, and fields can be getters. Its
 *   instants are written alike, because rows of a period are found by them.
 * @throws TypeError naming the row and the field
 */
export function checkCharge(given: Charge): Charge {
  if (Object(given) !== given) throw new TypeError("a row isn't an object.");
  const row = pick(given, fields, optionalTexts);
  const reject: Reject = (field, problem) => {
    throw new TypeError(`row ${quote(row.id)}: ${field} ${problem}.`);
  };
  for (const field of texts)
    if (typeof row[field] !== "string") reject(field, "isn't text; every row needs it");
  for (const field of optionalTexts) if (!isTextOrAbsent(row[field])) reject(field, "isn't text");
  for (const [field, allowed] of Object.entries(choices)) {
    const value: unknown = Reflect.get(row, field);
    if (!allowed.some((each) => each === value))
      reject(field, `is ${quote(value)}; allowed: ${allowed.join(", ")}`);
  }
  if (typeof row.final !== "boolean") reject("final", "isn't true or false; every row needs it");
  checkFigures(row, reject);
  for (const [start, end] of periods) {
    row[start] = readInstant(start, row[start], reject);
    row[end] = readInstant(end, row[end], reject);
    if (row[end] < row[start]) reject(end, `is before ${start}`);
  }
  return {
    ...row,
    dimensions: readDimensions(given.dimensions, reject),
    evidence: readEvidence(given.evidence, reject),
  };
}

/**
 * The fields that are present.
 * @param optional - names of texts; an empty one says nothing, as in vendors' responses
 */
function pick<T extends object>(
  source: T,
  names: readonly (keyof T)[],
  optional: readonly (keyof T)[],
): T {
  const copy: Partial<T> = {};
  for (const name of names) {
    const value = source[name];
    if (value !== undefined && !(value === "" && optional.includes(name))) copy[name] = value;
  }
  return copy as T;
}

const isTextOrAbsent = (value: unknown): boolean =>
  value === undefined || typeof value === "string";

function checkFigures(row: Charge, reject: Reject): void {
  for (const field of figures) {
    const value: unknown = row[field];
    if (value !== undefined && (typeof value !== "string" || decimal(value) === undefined))
      reject(field, `is ${quote(value)}, which isn't decimal text such as "12.50"`);
  }
  if (!isCurrencyValid(row))
    reject(
      "currency",
      row.currency === undefined
        ? "is missing; an amount needs it"
        : `is ${quote(row.currency)}, which isn't an ISO 4217 code`,
    );
}

function readInstant(field: string, value: unknown, reject: Reject): string {
  const ms = typeof value === "string" ? parseInstant(value) : undefined;
  const example = "which isn't an instant such as 2026-06-01T00:00:00Z";
  if (ms === undefined) return reject(field, `is ${quote(value)}, ${example}`);
  return new Date(ms).toISOString();
}

function readDimensions(given: unknown, reject: Reject): Charge["dimensions"] {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    return reject("dimensions", "isn't an object");
  const isText = (value: unknown): value is string => typeof value === "string";
  const read = Object.entries<unknown>({ ...given }).map(([name, value]) => {
    const isList = Array.isArray(value) && value.every(isText);
    if (isText(value) || isList) return [name, isList ? [...value] : value] as const;
    return reject(`dimensions[${quote(name)}]`, "isn't text or a list of texts");
  });
  return Object.fromEntries(read);
}

function readEvidence(given: Charge["evidence"], reject: Reject): Charge["evidence"] {
  const evidence = pick(Object(given) as Charge["evidence"], [...origins, ...optionalOrigins], []);
  for (const field of origins)
    if (typeof evidence[field] !== "string")
      reject(`evidence.${field}`, "isn't text; every row needs it");
  for (const field of optionalOrigins)
    if (!isTextOrAbsent(evidence[field])) reject(`evidence.${field}`, "isn't text");
  return evidence;
}
