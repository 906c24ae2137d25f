import { AuthenticationError, BillkitError, ConfigurationError } from "@billkit/core";
import type { Charge, LoopDefinition, ViewDefinition } from "@billkit/core/charges";
import { callAll, type Interpretation, type Run } from "./calls.js";
import { identifier } from "./identify.js";
import { isWithin, monthsOf, toInstant } from "./instants.js";
import { parseWire } from "./json.js";
import { placesAt } from "./place.js";
import { readBodies, type CallRows } from "./read-bodies.js";
import { matches, textValue, type Scope } from "./value.js";

/** An account has at most so many billing periods that are counted up. */
const maxPeriods = 60;

/**
 * Reads a vendor's charges by its definition: views in the definition's order, rows in the vendor's.
 * @throws what ends all calls: an abort, a refused credential or an option that is missing
 */
export async function* interpret(input: Interpretation): AsyncGenerator<Charge, void, undefined> {
  const run: Run = { ...input, made: new Map() };
  const identify = identifier();
  const taken = new Set<string>();
  for (const view of input.definition.views) {
    const base = { loops: {}, options: input.options };
    const periods = view.fields.billingPeriod === "month" ? monthsOf(input.period) : [input.period];
    for (const period of periods) {
      for await (const scope of loop(run, view.each ?? [], { ...base, period })) {
        for await (const { rows } of readView(run, view, scope)) {
          for (const row of rows) {
            const month = JSON.stringify([row.accountId, row.billingPeriodStart]);
            if (view.supersededBy?.some((other) => taken.has(other + month))) continue;
            taken.add(view.view + month);
            yield await identify(row);
          }
        }
      }
    }
  }
}

/** The scope of each combination of the loops' items. */
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
  for (const { text } of bodies ?? []) {
    for (const { value } of placesAt(parseWire(text), first.items)) {
      const inner = { ...scope, loops: { ...scope.loops, [first.name]: value } };
      if (!matches(value, first.where)) continue;
      if (first.within !== undefined) {
        const instant = toInstant(textValue(first.within, { ...inner, row: value }));
        if (instant === undefined || !isWithin(instant, scope.period)) continue;
      }
      yield* loop(input, rest, inner);
    }
  }
}

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
      return readBodies({ vendor, contract, view, rule, now }, bodies, scope);
    });
    if (read === undefined) return;
    yield read;
    if (view.maxRows !== undefined && read.count >= view.maxRows)
      input.onFailure(
        new BillkitError(
          `${vendor}: ${view.operation} returned ${read.count} rows, the most that one answer has; there may be more.`,
        ),
      );
    if (read.isPast) return;
  }
}

/** What fails for one account loses no other's rows. */
async function attempt<T>(input: Interpretation, run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    input.signal.throwIfAborted();
    if (error instanceof AuthenticationError || error instanceof ConfigurationError) throw error;
    input.onFailure(error);
    return undefined;
  }
}
