import { BillkitError } from "@billkit/core";
import type { Charge, Instants, LoopDefinition, ViewDefinition } from "@billkit/core/charges";
import { argumentsOf, callName } from "./arguments.js";
import { callAll, type Interpretation, type Run } from "./calls.js";
import { chargeIds } from "./charge-id.js";
import { checkCovered } from "./covered.js";
import { endsSource } from "./ends-source.js";
import { isWithin, monthsOf, spanOf } from "./instants.js";
import { parseWire, textOf, type Wire } from "./json.js";
import { placesAt } from "./place.js";
import { readBodies, type CallRows } from "./read-bodies.js";
import { residuals } from "./residual.js";
import type { Draft } from "./row.js";
import type { Grouped } from "./totals.js";
import { matches, textValue, type Scope } from "./value.js";

/** The most billing periods of an account that are counted up. */
const maxPeriods = 60;

/**
 * Reads a vendor's charges by its definition: views in the definition's order, rows in the
 * vendor's.
 * @throws errors that end all calls: an abort, a rejected credential or a missing option
 */
export async function* interpret(input: Interpretation): AsyncGenerator<Charge, void, undefined> {
  const identify = chargeIds();
  const taken = new Set<string>();
  const made: Run["made"] = new Map();
  for (const definitions of byView(input.definition.views)) {
    const failures: unknown[] = [];
    const onFailure = (error: unknown): void => {
      failures.push(error);
      input.onFailure(error);
    };
    const run: Run = { ...input, made, onFailure };
    const rows: Grouped[] = [];
    const totals: Grouped[] = [];
    const own = new Set<string>();
    const enters = (view: ViewDefinition, row: Draft): boolean => {
      const month = JSON.stringify([row.accountId, row.billingPeriodStart]);
      own.add(view.view + month);
      return view.supersededBy?.some((other) => taken.has(other + month)) !== true;
    };
    for (const view of definitions) {
      for await (const read of readDefinition(run, view)) {
        const entering = read.rows.filter(({ draft }) => enters(view, draft));
        for (const { draft } of entering) yield await identify(draft);
        rows.push(...entering);
        totals.push(...read.totals.filter(({ draft }) => enters(view, draft)));
      }
    }
    for (const each of own) taken.add(each);
    // The rows of a failed call are missing, which isn't the vendor's difference.
    if (failures.length === 0)
      for (const draft of residuals(rows, totals, input.onFailure)) yield await identify(draft);
  }
}

/** Definitions of one view are adjacent, because the vendor's total covers all their rows. */
function byView(definitions: readonly ViewDefinition[]): Iterable<ViewDefinition[]> {
  const groups = new Map<string, ViewDefinition[]>();
  for (const each of definitions) groups.set(each.view, [...(groups.get(each.view) ?? []), each]);
  return groups.values();
}

async function* readDefinition(
  run: Run,
  view: ViewDefinition,
): AsyncGenerator<CallRows, void, undefined> {
  const base = { loops: {}, origins: {}, options: run.options };
  const isMonthly = view.fields.billingPeriod === "month";
  for (const period of isMonthly ? monthsOf(run.period) : [run.period]) {
    if (!isRecent(view, period, run.now)) continue;
    const called = new Set<string>();
    for await (const scope of loop(run, view.each ?? [], { ...base, period })) {
      // A list that grows while its pages are read can have an item twice.
      const isRepeated = await attempt(run, () => {
        const key = JSON.stringify(argumentsOf(view, scope));
        return called.size === called.add(key).size;
      });
      if (isRepeated === false) yield* readView(run, view, scope);
    }
  }
}

function isRecent({ recentMonths }: ViewDefinition, period: Instants, now: number): boolean {
  if (recentMonths === undefined) return true;
  const today = new Date(now);
  const first = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - recentMonths);
  return Date.parse(period.end) > first;
}

/** The scope of each combination of loop items. */
async function* loop(
  input: Run,
  loops: readonly LoopDefinition[],
  scope: Scope,
): AsyncGenerator<Scope, void, undefined> {
  const [first, ...rest] = loops;
  if (first === undefined) {
    yield scope;
    return;
  }
  const bodies = await attempt(input, () => callAll(input, first, scope, {}));
  for (const { text, sha256, requestId } of bodies ?? []) {
    for (const { value, pointer } of placesAt(parseWire(text), first.items)) {
      const id = requestId === undefined ? {} : { requestId };
      const origin = { operation: first.operation, ...id, sha256, pointer };
      const inner = {
        ...scope,
        loops: { ...scope.loops, [first.name]: value },
        origins: { ...scope.origins, [first.name]: origin },
      };
      if (!matches(value, first.where)) continue;
      if (first.within !== undefined) {
        const span = spanOf(textValue(first.within, { ...inner, row: value }));
        const owner = first.operation;
        await attempt(input, () => {
          if (span !== undefined) checkCovered(owner, span, input.period);
          // The current month's bill can be absent.
          else if (!isBlank(value) || first.items.endsWith("/*")) throw unreadable(owner, pointer);
        });
        if (span === undefined || !isWithin(span.start, scope.period)) continue;
      }
      yield* loop(input, rest, inner);
    }
  }
}

/** Whether an item is missing, or has nothing but empty texts, zeros and `false`. */
function isBlank(item: Wire): boolean {
  const text = textOf(item);
  if (text !== undefined) return /^(\s*|-?0(\.0*)?|false)$/.test(text);
  return item === null || Object.values(item).every(isBlank);
}

const unreadable = (owner: string, pointer: string): BillkitError =>
  new BillkitError(`${owner}: the item at ${pointer} has no period that can be read.`, { pointer });

async function* readView(
  input: Run,
  view: ViewDefinition,
  scope: Scope,
): AsyncGenerator<CallRows, void, undefined> {
  const { definition, now } = input;
  const { vendor, contract, rules } = definition;
  const rule = view.rule === undefined ? undefined : rules?.[view.rule];
  const { countUp } = view;
  for (let count = 0; count < (countUp ? maxPeriods : 1); count++) {
    const extra = countUp && { [countUp.argument]: count };
    const read = await attempt(input, async () => {
      const bodies = await callAll(input, view, scope, extra ?? {});
      const context = { vendor, contract, view, rule, now, period: input.period };
      return readBodies(context, bodies, scope);
    });
    if (read === undefined) return;
    yield read;
    // What the rows lack can't be known then.
    if (view.total?.rows !== undefined && read.rows.length > 0 && read.totals.length === 0)
      input.onFailure(
        new BillkitError(`${callName(view, scope)} returned rows without their total.`),
      );
    if (view.maxRows !== undefined && read.count >= view.maxRows)
      input.onFailure(
        new BillkitError(
          `${callName(view, scope)} returned ${read.count} rows, the maximum of one response; there may be more.`,
        ),
      );
    if (read.isPast) return;
  }
}

/** A failure of one account doesn't affect the rows of others. */
async function attempt<T>(
  input: Interpretation,
  run: () => T | Promise<T>,
): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    input.signal.throwIfAborted();
    if (endsSource(error)) throw error;
    input.onFailure(error);
    return undefined;
  }
}
