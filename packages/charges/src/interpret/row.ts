import type {
  Charge,
  ChargeCategory,
  ChargeEvidence,
  ChargeFields,
  ChargeRule,
  Instants,
  ViewDefinition,
} from "@billkit/core/charges";
import { readAmount, readFigure, type Amount } from "./amount.js";
import { instantsOf, monthOf } from "./instants.js";
import { textOf } from "./json.js";
import { math } from "./math.js";
import { valueAt } from "./place.js";
import { textValue, valueOf, type Scope } from "./value.js";

/** A row without an id. */
export type Draft = Omit<Charge, "id">;

/** What the rows of a view have in common. */
export interface RowContext {
  readonly vendor: string;
  readonly view: ViewDefinition;
  readonly rule: ChargeRule | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly evidence: Omit<ChargeEvidence, "pointer" | "formula">;
}

const categories: readonly string[] = ["usage", "purchase", "credit", "tax", "adjustment"];
const isCategory = (text: string): text is ChargeCategory => categories.includes(text);
const dayMs = 86_400_000;

/**
 * Reads one row.
 * @throws TypeError that completes "the row …" for a row that contradicts the contract
 */
export function readRow(context: RowContext, scope: Scope, pointer: string): Draft {
  const { vendor, view, now } = context;
  const { fields, basis } = view;
  const { billing, charge } = periodsOf(fields, scope);
  const { amounts, formula } = amountsOf(context, scope);
  const category = textValue(fields.category, scope) ?? "";
  if (!isCategory(category)) throw new TypeError(`has ${JSON.stringify(category)} for a category`);
  const isFinal = finalOf(view, billing, now);
  const required = (name: "accountId" | "service" | "item"): string => {
    const text = textValue(fields[name], scope);
    if (text === undefined) throw new TypeError(`has nothing for ${name}`);
    return text;
  };
  return {
    vendor,
    accountId: required("accountId"),
    ...optional(fields, scope, ["accountName", "subAccountId"]),
    view: view.view,
    billingPeriodStart: billing.start,
    billingPeriodEnd: billing.end,
    chargePeriodStart: charge.start,
    chargePeriodEnd: charge.end,
    category,
    service: required("service"),
    item: required("item"),
    ...optional(fields, scope, ["sku", "description", "invoiceId"]),
    ...amounts,
    basis,
    final: isFinal,
    dimensions: dimensionsOf(fields, scope),
    evidence: { ...context.evidence, pointer, ...(formula !== undefined && { formula }) },
  };
}

/** Reads a total that has no rows: what only a row has is absent. */
export function viewOfTotal(view: ViewDefinition): ViewDefinition {
  const own = {
    category: { constant: "adjustment" },
    service: { constant: "(all)" },
    item: { constant: "residual" },
  };
  return { ...view, fields: { ...view.fields, ...own } };
}

function finalOf(view: ViewDefinition, billing: Instants, now: number): boolean {
  const { finalAfterDays, basis } = view;
  if (finalAfterDays === undefined) return basis === "invoiced";
  return Date.parse(billing.end) + finalAfterDays * dayMs <= now;
}

function periodsOf(fields: ChargeFields, scope: Scope): { billing: Instants; charge: Instants } {
  const { billingPeriod, chargePeriod } = fields;
  const read = (name: string, period: Exclude<ChargeFields["billingPeriod"], string>): Instants => {
    const found = instantsOf(period, scope);
    if (found === undefined) throw new TypeError(`has no ${name} that can be read`);
    return found;
  };
  if (billingPeriod === "month") {
    const charge = chargePeriod ? read("charge period", chargePeriod) : scope.period;
    return { billing: monthOf(charge.start), charge };
  }
  const billing = read("billing period", billingPeriod);
  // If an optional charge period isn't sent, only the billing period is known.
  return { billing, charge: (chargePeriod && instantsOf(chargePeriod, scope)) ?? billing };
}

type OptionalField = "accountName" | "subAccountId" | "sku" | "description" | "invoiceId";

function optional(
  fields: ChargeFields,
  scope: Scope,
  names: readonly OptionalField[],
): Partial<Pick<Charge, OptionalField>> {
  const found: Partial<Pick<Charge, OptionalField>> = {};
  for (const name of names) {
    const text = textValue(fields[name], scope);
    if (text !== undefined) found[name] = text;
  }
  return found;
}

type Amounts = Pick<
  Draft,
  "quantity" | "unit" | "unitPrice" | "amount" | "listAmount" | "currency"
>;

function amountsOf(
  { view, rule }: RowContext,
  scope: Scope,
): { amounts: Partial<Amounts>; formula?: string | undefined } {
  const { fields } = view;
  const main: Amount = view.amount ? readAmount(view.amount, scope) : {};
  const list = view.listAmount && readAmount(view.listAmount, scope);
  const price = view.unitPrice && readAmount(view.unitPrice, scope);
  const computed =
    rule?.({
      row: (pointer) => textOf(valueAt(scope.row, pointer)),
      answer: (pointer) => textOf(valueAt(scope.answer, pointer)),
      math,
    }) ?? {};
  const amounts: { [Name in keyof Amounts]: Amounts[Name] | undefined } = {
    quantity: readFigure(textValue(fields.quantity, scope)) ?? main.quantity,
    unit: textValue(fields.unit, scope) ?? main.unit,
    unitPrice: price?.amount,
    amount: computed.amount ?? main.amount,
    listAmount: list?.amount,
    currency:
      main.currency ??
      list?.currency ??
      price?.currency ??
      textValue(view.currency, scope)?.toUpperCase(),
  };
  return { amounts: omitUndefined(amounts), formula: computed.formula };
}

function omitUndefined(amounts: {
  [Name in keyof Amounts]: Amounts[Name] | undefined;
}): Partial<Amounts> {
  return Object.fromEntries(Object.entries(amounts).filter(([, value]) => value !== undefined));
}

function dimensionsOf({ dimensions = {} }: ChargeFields, scope: Scope): Charge["dimensions"] {
  const found: Charge["dimensions"] = {};
  for (const [name, field] of Object.entries(dimensions)) {
    const value = valueOf(field, scope);
    const texts = Array.isArray(value)
      ? value.map(textOf).filter((each) => each !== undefined)
      : undefined;
    const text = textOf(value);
    if (texts !== undefined) {
      if (texts.length > 0) found[name] = texts;
    } else if (text !== undefined) found[name] = text;
  }
  return found;
}
