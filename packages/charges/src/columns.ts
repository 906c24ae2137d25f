import type { Charge } from "@billkit/core/charges";

/** A column of a file. By default, of a file of charges. */
export interface Column<Row = Charge> {
  readonly name: string;
  /** Decimals and integers are digits as text; an instant is ISO 8601 text. */
  readonly type: "text" | "decimal" | "integer" | "instant" | "boolean";
  /** The row's cell; `undefined` leaves it empty. */
  readonly value: (row: Row) => string | boolean | undefined;
}

const text = (name: keyof Charge): Column => ({
  name,
  type: "text",
  value: (charge) => charge[name] as string | undefined,
});
const decimal = (name: "quantity" | "unitPrice" | "amount" | "listAmount"): Column => ({
  name,
  type: "decimal",
  value: (charge) => charge[name],
});
const instant = (
  name: "billingPeriodStart" | "billingPeriodEnd" | "chargePeriodStart" | "chargePeriodEnd",
): Column => ({ name, type: "instant", value: (charge) => charge[name] });
const evidence = (name: keyof Charge["evidence"]): Column => ({
  name: `evidence${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  type: "text",
  value: (charge) => charge.evidence[name],
});

/** The columns of CSV and Parquet, every field of a charge. */
export const columns: readonly Column[] = [
  ...(["id", "vendor", "accountId", "accountName", "subAccountId", "view"] as const).map(text),
  ...(
    ["billingPeriodStart", "billingPeriodEnd", "chargePeriodStart", "chargePeriodEnd"] as const
  ).map(instant),
  ...(["category", "service", "item", "sku", "description", "invoiceId"] as const).map(text),
  decimal("quantity"),
  text("unit"),
  decimal("unitPrice"),
  decimal("amount"),
  decimal("listAmount"),
  text("currency"),
  text("basis"),
  { name: "final", type: "boolean", value: ({ final }) => final },
  {
    name: "dimensions",
    type: "text",
    value: ({ dimensions }) =>
      Object.keys(dimensions).length > 0 ? JSON.stringify(dimensions) : undefined,
  },
  ...(["operation", "requestId", "pointer", "sha256", "contract", "formula"] as const).map(
    evidence,
  ),
];
