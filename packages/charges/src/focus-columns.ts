import type { Charge, ChargeCategory } from "@billkit/core/charges";
import { Figure, type Cell } from "./csv.js";
import { plain, toDecimal } from "./decimal.js";
import { focusUnit } from "./focus-unit.js";
import { isUse } from "./views.js";

/**
 * 1.2 is the version that importers accept; 1.4 has service and host providers instead of a
 * provider.
 */
export type FocusVersion = "1.2" | "1.4";

/** What a row's columns need in addition to the charge. */
export interface FocusContext {
  readonly isPrepaid: boolean;
  readonly provider: string;
  readonly serviceCategory: string;
}

/** A column of a FOCUS file. */
export interface FocusColumn {
  readonly name: string;
  readonly value: (charge: Charge, context: FocusContext) => Cell;
}

const categories: Readonly<Record<ChargeCategory, string>> = {
  usage: "Usage",
  purchase: "Purchase",
  credit: "Credit",
  tax: "Tax",
  adjustment: "Adjustment",
};

/**
 * Whole numbers get a decimal point too: the validator wouldn't accept a column of integers as
 * decimals.
 */
function figure(text: string): Figure {
  const digits = plain(toDecimal(text));
  return new Figure(digits.includes(".") ? digits : `${digits}.0`);
}

const instant = (text: string): string => text.replace(".000Z", "Z");
/** Nobody pays for granted amounts, such as promotional credit. */
const isGrant = ({ category, view }: Charge): boolean =>
  category === "credit" && view === "purchases";

function billed(charge: Charge, { isPrepaid }: FocusContext): string {
  return isGrant(charge) || (isPrepaid && isUse(charge)) ? "0" : (charge.amount ?? "0");
}

/** A purchase is amortized by the usage that draws from it. */
const effective = (charge: Charge): string =>
  isGrant(charge) || charge.category === "purchase" ? "0" : (charge.amount ?? "0");

/** A quantity has a unit, and a unit has a quantity. */
function pricing({
  category,
  quantity,
  unit,
}: Charge): { quantity: Figure; unit: string } | undefined {
  // An order counts as one order, whatever it is for.
  if (category === "purchase") return { quantity: figure("1"), unit: "Orders" };
  if (category !== "usage" || quantity === undefined || unit === undefined) return undefined;
  return { quantity: figure(quantity), unit: focusUnit(unit) };
}

const column = (name: string, value: FocusColumn["value"]): FocusColumn => ({ name, value });

const common: readonly FocusColumn[] = [
  column("BilledCost", (charge, context) => figure(billed(charge, context))),
  column("EffectiveCost", (charge) => figure(effective(charge))),
  column("ListCost", (charge) =>
    figure(isGrant(charge) ? "0" : (charge.listAmount ?? charge.amount ?? "0")),
  ),
  column("ContractedCost", (charge) => figure(isGrant(charge) ? "0" : (charge.amount ?? "0"))),
  column("BillingCurrency", ({ currency }) => currency),
  column("BillingAccountId", ({ accountId }) => accountId),
  column("BillingAccountName", ({ accountName }) => accountName),
  column("BillingPeriodStart", ({ billingPeriodStart }) => instant(billingPeriodStart)),
  column("BillingPeriodEnd", ({ billingPeriodEnd }) => instant(billingPeriodEnd)),
  column("ChargePeriodStart", ({ chargePeriodStart }) => instant(chargePeriodStart)),
  column("ChargePeriodEnd", ({ chargePeriodEnd }) => instant(chargePeriodEnd)),
  column("ChargeCategory", ({ category }) => categories[category]),
  column("ChargeClass", () => undefined),
  column("ChargeFrequency", ({ category }) => (category === "usage" ? "Usage-Based" : "One-Time")),
  column(
    "ChargeDescription",
    ({ description, service, item }) => description ?? `${service}: ${item}`,
  ),
  column("PricingQuantity", (charge) => pricing(charge)?.quantity),
  column("PricingUnit", (charge) => pricing(charge)?.unit),
  column("InvoiceId", ({ invoiceId }) => invoiceId),
  column("InvoiceIssuerName", (_, { provider }) => provider),
  column("ServiceCategory", (_, { serviceCategory }) => serviceCategory),
  column("ServiceSubcategory", (_, { serviceCategory }) => `Other (${serviceCategory})`),
  column("ServiceName", ({ service }) => service),
];

const named = (...names: readonly string[]): FocusColumn[] =>
  names.map((name) => column(name, (_, { provider }) => provider));

const custom: readonly FocusColumn[] = [
  column("x_ChargeId", ({ id }) => id),
  column("x_View", ({ view }) => view),
  column("x_Item", ({ item }) => item),
  column("x_Sku", ({ sku }) => sku),
  column("x_Unit", ({ unit }) => unit),
  column("x_Basis", ({ basis }) => basis),
  column("x_Final", ({ final }) => String(final)),
  column("x_Dimensions", ({ dimensions }) => JSON.stringify(dimensions)),
  column("x_Operation", ({ evidence }) => evidence.operation),
  column("x_Pointer", ({ evidence }) => evidence.pointer),
  column("x_Sha256", ({ evidence }) => evidence.sha256),
];

/** The columns of a version, with custom ones last. */
export const focusColumns = (version: FocusVersion): readonly FocusColumn[] => [
  ...common,
  ...(version === "1.2"
    ? named("ProviderName", "PublisherName")
    : named("ServiceProviderName", "HostProviderName")),
  ...custom,
];
