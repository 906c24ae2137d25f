import { BillkitError } from "@billkit/core";
import type { ChargeRule, Instants, ViewDefinition } from "@billkit/core/charges";
import type { Body } from "./caller.js";
import { isWithin, toInstant } from "./instants.js";
import { parseWire, textOf, type Wire } from "./json.js";
import { placesAt, valueAt } from "./place.js";
import { residuals, type Grouped } from "./residual.js";
import { readRow, type Draft, type RowContext } from "./row.js";
import { matches, valueOf, type Scope } from "./value.js";

/** Whose rows are read, and by what. */
export interface ViewContext {
  readonly vendor: string;
  readonly contract: string;
  readonly view: ViewDefinition;
  readonly rule: ChargeRule | undefined;
  readonly now: number;
}

/** A call's rows in the period asked for. */
export interface CallRows {
  readonly rows: readonly Draft[];
  /** Rows of the answer, whatever their period. */
  readonly count: number;
  /** Whether the answer's period began before the one asked for, or isn't known. */
  readonly isPast: boolean;
}

/**
 * Reads the rows of one call from its pages.
 * @throws BillkitError for a body that contradicts the contract, naming the place
 */
export function readBodies(context: ViewContext, bodies: readonly Body[], scope: Scope): CallRows {
  const { view } = context;
  const rows: Grouped[] = [];
  const totals: Grouped[] = [];
  let isPast = false;
  let count = 0;
  for (const [index, body] of bodies.entries()) {
    const answer = parseBody(context, body);
    const inBody = { ...scope, answer };
    const start = textOf(valueAt(answer, view.countUp?.start ?? ""));
    isPast ||= (toInstant(start) ?? "") < scope.period.start;
    const read = reader(context, body);
    for (const place of placesAt(answer, view.rows)) {
      const { value, items } = place;
      count += 1;
      if (!matches(value, view.where)) continue;
      const isTotal = view.total?.rows !== undefined && matches(value, view.total.rows);
      const isAggregate = view.aggregates !== undefined && matches(value, view.aggregates);
      if (isAggregate && !isTotal) continue;
      const inRow = { ...inBody, row: value, outer: items.at(-2) };
      const draft = read(inRow, place.pointer);
      if (!isAsked(view, draft, scope.period)) continue;
      (isTotal ? totals : rows).push({ draft, group: groupOf(view, inRow) });
    }
    // Every page repeats the answer's total.
    if (index === 0) totals.push(...answerTotal(context, answer, rows, body));
  }
  const leaves = rows.map(({ draft }) => draft);
  return { rows: [...leaves, ...residuals(view, rows, totals)], count, isPast };
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
        `${vendor}: ${view.operation}: the row at ${pointer} ${error.message}.`,
        { pointer },
      );
    }
  };
}

/** Rows of a month stand in one billing period; others are asked for by their billing period. */
function isAsked({ fields }: ViewDefinition, draft: Draft, period: Instants): boolean {
  const start =
    fields.billingPeriod === "month" ? draft.chargePeriodStart : draft.billingPeriodStart;
  return isWithin(start, period);
}

const groupOf = ({ total }: ViewDefinition, scope: Scope): string =>
  JSON.stringify((total?.by ?? []).map((field) => textOf(valueOf(field, scope)) ?? null));

/** The total that an answer has beside its rows: a row like the first one, at the total's place. */
function answerTotal(
  { view }: ViewContext,
  answer: Wire,
  rows: readonly Grouped[],
  { sha256 }: Body,
): Grouped[] {
  const pointer = view.total?.answer;
  const amount = pointer === undefined ? undefined : textOf(valueAt(answer, pointer));
  const first = rows.find(({ draft }) => draft.evidence.sha256 === sha256);
  if (pointer === undefined || amount === undefined || first === undefined) return [];
  const { draft, group } = first;
  return [{ group, draft: { ...draft, amount, evidence: { ...draft.evidence, pointer } } }];
}
