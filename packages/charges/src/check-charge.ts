import type { Charge } from "@billkit/core/charges";
import { noCurrency } from "./currency.js";
import { decimal } from "./decimal.js";
import { parseInstant } from "./instant.js";

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
const instants = [
  "billingPeriodStart",
  "billingPeriodEnd",
  "chargePeriodStart",
  "chargePeriodEnd",
] as const;
const others = ["category", "basis", "final", "dimensions", "evidence"] as const;
const fields = [...texts, ...optionalTexts, ...figures, ...others];
const origins = ["operation", "pointer", "sha256", "contract"] as const;
const optionalOrigins = ["requestId", "formula"] as const;

type Reject = (field: string, problem: string) => never;

/**
 * Checks a row from any source, so that totals and files can rely on it.
 * @returns the row; its instants are written alike, because rows of a period are found by them
 * @throws TypeError naming the row and the field
 */
export function checkCharge(row: Charge, vendor: string): Charge {
  if (Object(row) !== row) throw new TypeError(`${vendor}: a row isn't an object.`);
  const reject: Reject = (field, problem) => {
    throw new TypeError(`${vendor}: row ${JSON.stringify(row.id)}: ${field} ${problem}.`);
  };
  for (const field of texts)
    if (typeof row[field] !== "string") reject(field, "isn't text; every row needs it");
  for (const field of optionalTexts) if (!isTextOrAbsent(row[field])) reject(field, "isn't text");
  for (const [field, allowed] of Object.entries(choices)) {
    const value: unknown = Reflect.get(row, field);
    if (!allowed.some((each) => each === value))
      reject(field, `is ${JSON.stringify(value)}; allowed: ${allowed.join(", ")}`);
  }
  if (typeof row.final !== "boolean") reject("final", "isn't true or false; every row needs it");
  checkFigures(row, reject);
  checkDimensions(row, reject);
  const evidence = Object(row.evidence) as Partial<Charge["evidence"]>;
  for (const field of origins)
    if (typeof evidence[field] !== "string")
      reject(`evidence.${field}`, "isn't text; every row needs it");
  for (const field of optionalOrigins)
    if (!isTextOrAbsent(evidence[field])) reject(`evidence.${field}`, "isn't text");
  return withInstants(row, reject);
}

const isTextOrAbsent = (value: unknown): boolean =>
  value === undefined || typeof value === "string";

function checkFigures(row: Charge, reject: Reject): void {
  for (const field of figures) {
    const value: unknown = row[field];
    if (value !== undefined && (typeof value !== "string" || decimal(value) === undefined))
      reject(field, `is ${JSON.stringify(value)}, which isn't decimal text such as "12.50"`);
  }
  const { amount, listAmount, currency } = row;
  const isCode = /^[A-Z]{3}$/.test(currency ?? "") && currency !== noCurrency;
  if ((amount ?? listAmount) !== undefined && !isCode)
    reject("currency", `is ${JSON.stringify(currency)}; an amount needs an ISO 4217 code`);
}

function checkDimensions({ dimensions }: Charge, reject: Reject): void {
  const given: unknown = dimensions;
  if (typeof given !== "object" || given === null || Array.isArray(given))
    reject("dimensions", "isn't an object");
  for (const [name, value] of Object.entries<unknown>(dimensions))
    if (![value].flat().every((each) => typeof each === "string"))
      reject(`dimensions[${JSON.stringify(name)}]`, "isn't text or a list of texts");
}

function withInstants(row: Charge, reject: Reject): Charge {
  const written = instants.map((field) => {
    const value: unknown = row[field];
    const ms = typeof value === "string" ? parseInstant(value) : undefined;
    const example = "which isn't an instant such as 2026-06-01T00:00:00Z";
    if (ms === undefined) return reject(field, `is ${JSON.stringify(value)}, ${example}`);
    return [field, new Date(ms).toISOString()] as const;
  });
  if (written.every(([field, text]) => row[field] === text)) return row;
  // A row of a class can have its fields in getters, which are no properties of its own.
  const present = fields.filter((field) => row[field] !== undefined);
  const copied = present.map((field) => [field, row[field]] as const);
  return { ...row, ...Object.fromEntries([...copied, ...written]) };
}
