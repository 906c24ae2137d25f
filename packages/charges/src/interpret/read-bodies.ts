import { BillkitError } from "@billkit/core";
import type { ChargeRule, Instants, ViewDefinition } from "@billkit/core/charges";
import { callName } from "./arguments.js";
import type { Body } from "./caller.js";
import { isWithin, toInstant } from "./instants.js";
import { parseWire, textOf, type Wire } from "./json.js";
import { isCurrencyValid } from "../currency.js";
import { toDecimal } from "../decimal.js";
import { quote } from "../message.js";
import { aggregatesOf } from "./aggregate.js";
import { checkCovered } from "./covered.js";
import { placesAt, valueAt, type Item, type Place } from "./place.js";
import { readRow, viewOfTotal, type Draft, type RowContext } from "./row.js";
import { itemsOf, Totals, type Grouped } from "./totals.js";
import { matches, type Scope } from "./value.js";

/** What to read rows from, and how. */
export interface ViewContext {
  readonly vendor: string;
  readonly contract: string;
  readonly view: ViewDefinition;
  readonly rule: ChargeRule | undefined;
  readonly now: number;
  /** The period whose bill is read; a scope's is a part of it. */
  readonly period: Instants;
}

/** A call's rows in the requested period. */
export interface CallRows {
  readonly rows: readonly Grouped[];
  /** The vendor's own totals for them. */
  readonly totals: readonly Grouped[];
  /** Rows of the response, whatever their period. */
  readonly count: number;
  /** Whether the response's period began before the requested one, or isn't known. */
  readonly isPast: boolean;
}

/**
 * Reads the rows of one call from its pages.
 * @throws BillkitError for a body that contradicts the contract, naming the location, or a row that
 *   covers more than the period
 */
export function readBodies(context: ViewContext, bodies: readonly Body[], scope: Scope): CallRows {
  const { view } = context;
  const rows: Grouped[] = [];
  const totals = new Totals(view);
  const answers = bodies.map((body) => ({ body, answer: parseBody(context, body) }));
  const places = answers.map(({ answer }) => placesAt(answer, view.rows));
  const isAggregate = aggregatesOf(
    view,
    places.flat().map(({ value }) => value),
  );
  const enters = (draft: Draft): boolean => {
    const instants = instantsIn(view, draft);
    checkCovered(view.operation, instants, context.period);
    return isWithin(instants.start, scope.period);
  };
  const grouped = (draft: Draft, inner: Scope, container: string | undefined): Grouped => ({
    draft,
    // A container can go on in the next page.
    group: totals.groupOf(inner, bodies.length === 1 ? container : undefined),
    items: itemsOf(scope),
  });
  for (const [index, { body, answer }] of answers.entries()) {
    const read = reader(context, body);
    const found = places[index] ?? [];
    for (const { value, pointer, items } of found) {
      if (!matches(value, view.where)) continue;
      if (view.total === undefined && isAggregate(value)) continue;
      const inRow = { ...scope, answer, row: value, outer: items.at(-2)?.value };
      const draft = read(inRow, pointer);
      if (!enters(draft)) continue;
      const row = grouped(draft, inRow, items.at(-2)?.pointer);
      totals.add(row, inRow, (outer) => `${items.at(-2)?.pointer ?? ""}${outer}`);
      const isTotal = totals.isTotal(value);
      const isDropped = isAggregate(value) || (view.omitZero === true && isZero(draft));
      if (isDropped && !isTotal) continue;
      checkCurrency(context, inRow, draft);
      if (!isTotal) rows.push(row);
    }
    const readTotal = totalReader(context, body);
    // A body's total covers the rows of all pages.
    const isEmpty = places.flat().length === 0;
    for (const { value, pointer } of containersWithoutRows(view, answer, found, isEmpty)) {
      const around = { ...scope, answer, outer: pointer === "" ? undefined : value };
      if (!totals.isAlone(around)) continue;
      const draft = readTotal(around, pointer);
      const total = grouped(draft, around, pointer);
      if (enters(draft)) totals.add(total, around, (outer) => pointer + outer);
    }
  }
  const start = answers.map(({ answer }) => textOf(valueAt(answer, view.countUp?.start ?? "")));
  return {
    rows,
    totals: totals.all,
    count: places.flat().length,
    isPast: start.some((each) => (toInstant(each) ?? "") < scope.period.start),
  };
}

/** The items around the lists of rows, or the body if nothing is around them, that have no rows. */
function containersWithoutRows(
  { rows }: ViewDefinition,
  answer: Wire,
  found: readonly Place[],
  isEmpty: boolean,
): readonly Item[] {
  const around = rows.split("/*").slice(0, -2);
  if (around.length === 0) return isEmpty ? [{ pointer: "", value: answer }] : [];
  const withRows = new Set(found.map(({ items }) => items.at(-2)?.pointer));
  const containers = placesAt(answer, around.map((part) => `${part}/*`).join(""));
  return containers.filter(({ pointer }) => !withRows.has(pointer));
}

/** A row without an amount and a quantity, or with only zeros, is unused. */
function isZero({ amount, quantity }: Draft): boolean {
  const figures = [amount, quantity].filter((each) => each !== undefined);
  return figures.length > 0 && figures.every((each) => toDecimal(each).eq(0));
}

function parseBody({ view }: ViewContext, { text }: Body): Wire {
  try {
    return parseWire(text);
  } catch (error) {
    throw new BillkitError(`${view.operation}: the body isn't JSON.`, {}, error);
  }
}

type Reader = (scope: Scope, pointer: string) => Draft;

/** Reads totals that have no rows. */
const totalReader = (context: ViewContext, body: Body): Reader =>
  reader({ ...context, view: viewOfTotal(context.view), rule: undefined }, body, "total");

function reader(context: ViewContext, body: Body, what = "row"): Reader {
  const { view, contract } = context;
  const rowContext: RowContext = {
    ...context,
    evidence: {
      operation: view.operation,
      ...(body.requestId !== undefined && { requestId: body.requestId }),
      sha256: body.sha256,
      contract,
    },
  };
  return (scope, pointer) => {
    try {
      return readRow(rowContext, scope, pointer);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw unreadable(view, scope, pointer, `the ${what}`, error.message);
    }
  };
}

/** Only of what becomes a charge; in the finished row it would end the source. */
function checkCurrency({ view }: ViewContext, scope: Scope, { evidence, ...draft }: Draft): void {
  if (isCurrencyValid(draft)) return;
  const { currency } = draft;
  const problem = currency === undefined ? "no currency" : `${quote(currency)} for a currency`;
  throw unreadable(view, scope, evidence.pointer, "the row", `has ${problem}`);
}

function unreadable(
  view: ViewDefinition,
  scope: Scope,
  pointer: string,
  what: string,
  problem: string,
): BillkitError {
  const place = pointer || "the root of the body";
  return new BillkitError(`${callName(view, scope)}: ${what} at ${place} ${problem}.`, { pointer });
}

/** A month's rows lie in one billing period; others are requested by their billing period. */
function instantsIn({ fields }: ViewDefinition, draft: Draft): Instants {
  return fields.billingPeriod === "month"
    ? { start: draft.chargePeriodStart, end: draft.chargePeriodEnd }
    : { start: draft.billingPeriodStart, end: draft.billingPeriodEnd };
}
