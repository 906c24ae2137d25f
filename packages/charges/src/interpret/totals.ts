import { BillkitError } from "@billkit/core";
import type { ChargeEvidence, ViewDefinition } from "@billkit/core/charges";
import { toDecimal } from "../decimal.js";
import { messageOf } from "../message.js";
import { readAmount } from "./amount.js";
import { textOf, type Wire } from "./json.js";
import type { Draft } from "./row.js";
import { matches, textValue, valueOf, type Scope } from "./value.js";

/** A row or total, and the group that the vendor's total covers. */
export interface Grouped {
  readonly draft: Draft;
  /** Absent for a definition without totals. */
  readonly group: string | undefined;
  /**
   * Of a row, the loops' items that it was read for, by loop; of a total, the one that has it. Rows of
   * another item aren't in the total.
   */
  readonly items: Readonly<Record<string, string>>;
}

/** The loops' items by loop, comparable. */
export const itemsOf = ({ origins }: Scope): Grouped["items"] =>
  Object.fromEntries(
    Object.entries(origins).map(([loop, { operation, sha256, pointer }]) => [
      loop,
      `${operation} ${sha256} ${pointer}`,
    ]),
  );

/** Collects the totals that a vendor sends beside or among its rows. */
export class Totals {
  readonly #found = new Map<string, Grouped>();

  constructor(private readonly view: ViewDefinition) {}

  get all(): Grouped[] {
    return [...this.#found.values()];
  }

  /** @param container - pointer to the item around a row, if it has all of its rows */
  groupOf(scope: Scope, container: string | undefined): string | undefined {
    const { total } = this.view;
    if (total === undefined) return undefined;
    const values = (total.by ?? []).map((by) => textOf(valueOf(by, scope)) ?? null);
    // What a vendor leaves out isn't what the rows of two containers have in common.
    const isContained = typeof total.value === "object" && "outer" in total.value;
    return JSON.stringify(isContained && values.includes(null) ? { container } : values);
  }

  /** Whether a row is a total. */
  isTotal(row: Wire): boolean {
    const { total } = this.view;
    return total?.rows !== undefined && matches(row, total.rows);
  }

  /** Whether a scope without rows has a total other than zero, which is then all that is billed. */
  isAlone(scope: Scope): boolean {
    const amount = this.#amountOf(scope);
    return amount !== undefined && !toDecimal(amount).eq(0);
  }

  /**
   * Takes the total from a row, or from beside the rows; once per group.
   * @throws BillkitError if another one of the same rows differs
   */
  add(row: Grouped, scope: Scope, outerAt: (pointer: string) => string): void {
    const { total } = this.view;
    if (total === undefined) return;
    const { draft, group } = row;
    const isRow = total.rows !== undefined;
    if (isRow && !this.isTotal(scope.row ?? null)) return;
    const amount = isRow ? draft.amount : this.#amountOf(scope);
    // Without it, the vendor's total isn't known: another row can have it.
    if (amount === undefined) return;
    const evidence = isRow ? draft.evidence : this.#evidenceOf(draft, scope, outerAt);
    const { accountId, billingPeriodStart, currency } = draft;
    const invoice = isRow ? draft.invoiceId : undefined;
    const key = JSON.stringify([group, accountId, billingPeriodStart, currency, invoice]);
    const known = this.#found.get(key)?.draft;
    if (known?.amount !== undefined) {
      if (toDecimal(known.amount).eq(toDecimal(amount))) return;
      throw new BillkitError(
        `${this.view.operation}: the totals at ${known.evidence.pointer} and ${evidence.pointer} are of the same rows but differ: ${known.amount} and ${amount}.`,
        { pointer: evidence.pointer },
      );
    }
    const whole = isRow ? draft : { ...this.#whole(draft), amount, evidence };
    this.#found.set(key, { group, items: this.#itemsOf(row), draft: whole });
  }

  /** The items that have the total: the loop's own, or those that its call was made for. */
  #itemsOf({ items }: Grouped): Grouped["items"] {
    const value = this.view.total?.value;
    if (typeof value !== "object" || !("loop" in value)) return items;
    const own = items[value.loop];
    return own === undefined ? {} : { [value.loop]: own };
  }

  /** Beside the rows, as their amounts are sent: in cents, or with the opposite sign. */
  #amountOf(scope: Scope): string | undefined {
    const { total, amount } = this.view;
    if (total?.value === undefined) return undefined;
    if (amount === undefined) return textValue(total.value, scope);
    const { currency, unit, negate } = amount;
    const sent = { at: total.value, currency, ...(unit && { unit }), ...(negate && { negate }) };
    try {
      return readAmount(sent, scope).amount;
    } catch (error) {
      throw new BillkitError(`${this.view.operation}: the total ${messageOf(error)}.`, {}, error);
    }
  }

  /** A total that isn't a row covers the whole billing period and no specific product. */
  #whole(draft: Draft): Draft {
    const { service } = this.view.fields;
    return {
      ...draft,
      chargePeriodStart: draft.billingPeriodStart,
      chargePeriodEnd: draft.billingPeriodEnd,
      service: typeof service === "object" && "constant" in service ? service.constant : "(all)",
      dimensions: {},
    };
  }

  #evidenceOf(
    { evidence }: Draft,
    scope: Scope,
    outerAt: (pointer: string) => string,
  ): ChargeEvidence {
    const value = this.view.total?.value;
    if (typeof value !== "object") return evidence;
    if ("answer" in value) return { ...evidence, pointer: value.answer };
    if ("outer" in value) return { ...evidence, pointer: outerAt(value.outer) };
    const origin = "loop" in value ? scope.origins[value.loop] : undefined;
    if (origin === undefined || !("loop" in value)) return evidence;
    const pointer = `${origin.pointer}${value.at}`;
    return { ...origin, contract: evidence.contract, pointer };
  }
}
