import { BillkitError } from "@billkit/core";
import type { ChargeRule, Instants, ViewDefinition } from "@billkit/core/charges";
import type { Body } from "./caller.js";
import { isWithin, toInstant } from "./instants.js";
import { parseWire, textOf, type Wire } from "./json.js";
import { toDecimal } from "../decimal.js";
import { aggregatesOf } from "./aggregate.js";
import { checkCovered } from "./covered.js";
import { placesAt, valueAt } from "./place.js";
import { readRow, viewOfTotal, type Draft, type RowContext } from "./row.js";
import { Totals, type Grouped } from "./totals.js";
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
  for (const [index, { body, answer }] of answers.entries()) {
    const read = reader(context, body);
    for (const { value, pointer, items } of places[index] ?? []) {
      if (!matches(value, view.where)) continue;
      if (view.total === undefined && isAggregate(value)) continue;
      const inRow = { ...scope, answer, row: value, outer: items.at(-2)?.value };
      const draft = read(inRow, pointer);
      const instants = instantsIn(view, draft);
      checkCovered(`${context.vendor}: ${view.operation}`, instants, context.period);
      if (!isWithin(instants.start, scope.period)) continue;
      const row = { draft, group: totals.groupOf(inRow) };
      totals.add(row, inRow, (outer) => `${items.at(-2)?.pointer ?? ""}${outer}`);
      const isDropped = isAggregate(value) || (view.omitZero === true && isZero(draft));
      if (!isDropped && !totals.isTotal(value)) rows.push(row);
    }
    const withRows = new Set((places[index] ?? []).map(({ items }) => items.at(-2)?.pointer));
    const readTotal = reader({ ...context, view: viewOfTotal(view), rule: undefined }, body);
    for (const { value, pointer, items } of placesAt(answer, containersOf(view.rows))) {
      const isBody = items.length === 0;
      // A body's total covers the rows of all pages.
      if (isBody ? places.flat().length > 0 : withRows.has(pointer)) continue;
      const around = { ...scope, answer, outer: isBody ? undefined : value };
      if (!totals.isAlone(around)) continue;
      const draft = readTotal(around, pointer);
      const instants = instantsIn(view, draft);
      checkCovered(`${context.vendor}: ${view.operation}`, instants, context.period);
      if (!isWithin(instants.start, scope.period)) continue;
      totals.add({ draft, group: totals.groupOf(around) }, around, (outer) => pointer + outer);
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

/** The pointer to the items around the lists of rows; empty for the body. */
function containersOf(rows: string): string {
  const parts = rows.split("/*").slice(0, -2);
  return parts.map((part) => `${part}/*`).join("");
}

/** A row without an amount and a quantity, or with only zeros, is unused. */
function isZero({ amount, quantity }: Draft): boolean {
  const figures = [amount, quantity].filter((each) => each !== undefined);
  return figures.length > 0 && figures.every((each) => toDecimal(each).eq(0));
}

function parseBody({ vendor, view }: ViewContext, { text }: Body): Wire {
  try {
    return parseWire(text);
  } catch (error) {
    throw new BillkitError(`${vendor}: ${view.operation}: the body isn't JSON.`, {}, error);
  }
}

function reader(context: ViewContext, body: Body): (scope: Scope, pointer: string) => Draft {
  const { vendor, view, contract } = context;
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
      throw new BillkitError(
        `${vendor}: ${view.operation}: the row at ${pointer || "the body"} ${error.message}.`,
        { pointer },
      );
    }
  };
}

/** A month's rows lie in one billing period; others are requested by their billing period. */
function instantsIn({ fields }: ViewDefinition, draft: Draft): Instants {
  return fields.billingPeriod === "month"
    ? { start: draft.chargePeriodStart, end: draft.chargePeriodEnd }
    : { start: draft.billingPeriodStart, end: draft.billingPeriodEnd };
}
