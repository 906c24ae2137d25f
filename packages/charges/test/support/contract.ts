import type { Charge, ChargeRule, ChargesDefinition, ViewDefinition } from "@billkit/core/charges";
import { charges, totals } from "../../src/index.js";
import { toArray } from "./charge.js";

/** A view with the fields that a test sets; the rest is constant. */
export const view = (fields: Partial<ViewDefinition>): ViewDefinition => ({
  view: "costs",
  operation: "list",
  rows: "/rows/*",
  basis: "metered",
  finalAfterDays: 0,
  amount: { at: "/price", currency: { constant: "USD" } },
  fields: {
    accountId: { constant: "a" },
    billingPeriod: "month",
    category: { constant: "usage" },
    service: { constant: "Acme" },
    item: "/item",
  },
  ...fields,
});

/** A response's text, so that digits are preserved; those of its pages; or one per argument `id`. */
type Answer = string | readonly string[] | ReadonlyMap<string, string>;

/** What {@link read} takes in addition to views and responses. */
interface ReadOptions {
  readonly period?: string;
  readonly rules?: Readonly<Record<string, ChargeRule>>;
}

/** Reads a contract's rows from responses by operation. */
export function rowsOf(
  views: readonly ViewDefinition[],
  answers: Readonly<Record<string, Answer>>,
  { period = "2026-06", rules = {} }: ReadOptions = {},
): AsyncIterable<Charge> {
  const definition: ChargesDefinition = {
    vendor: "acme",
    contract: "acme@1",
    operations: Object.fromEntries(Object.keys(answers).map((id) => [id, "billing"])),
    views,
    rules,
  };
  const methods = Object.entries(answers).map(([operation, answer]) => [
    operation,
    ({ id = "" }: { readonly id?: string }) => ({
      async *pages() {
        for (const text of textsOf(answer, id))
          yield await Promise.resolve({ data: undefined, response: new Response(text) });
      },
    }),
  ]);
  const client = { billing: Object.fromEntries(methods) as object };
  const source = { vendor: "acme", contract: "acme@1", client, definition, options: {} };
  return charges([source], { period });
}

function textsOf(answer: Answer, id: string): readonly string[] {
  if (typeof answer === "string") return [answer];
  return "get" in answer ? [answer.get(id) ?? ""] : answer;
}

/** All rows at once. */
export const read = (...input: Parameters<typeof rowsOf>): Promise<Charge[]> =>
  toArray(rowsOf(...input));

/** A response with rows. */
export const list = (rows: readonly [item: string, price: string][]): string =>
  `{"rows":[${rows.map(([item, price]) => `{"item":${JSON.stringify(item)},"price":${price}}`).join()}]}`;

export const sum = (rows: readonly Charge[]): string | undefined => totals(rows)[0]?.amount;
