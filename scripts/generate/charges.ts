import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { isObject, type Json, type JsonObject, own, textAt } from "../common/json.js";
import { UserError } from "../common/user-error.js";
import { camel, wordsOf } from "../common/words.js";
import type { Cursor } from "./contract/cursor.js";
import { operationsIn } from "./contract/normalize.js";
import type { Service } from "./contract/service.js";
import { amountDefinition, resultSchemas } from "./traits/amounts.js";
import { openSchemasAt } from "./traits/schema-pointer.js";
import { lowerFirst } from "./view/example.js";

/** The first of several views of the same money is the one in totals, so it is read first. */
const order = ["invoices", "costs", "estimated", "usage", "purchases", "history", "beside"];

/**
 * The data for the template of `@billkit/<vendor>/charges`: the contract's `x-billkit-charges` as a table,
 * and the rules of specs/<vendor>/charges.ts.
 * @param rules - the text of charges.ts, if there is one
 * @throws {UserError} for a rule that charges.ts doesn't export
 */
export function chargesView(
  root: string,
  vendor: string,
  contract: Cursor,
  { tags }: Service,
  rules: string | undefined,
): JsonObject {
  const views = viewsOf(contract);
  const names = ruleNames(vendor, views, rules);
  const apis = new Map(
    tags.flatMap((tag) => tag.operations.map(({ id }) => [id, lowerFirst(tag.name)] as const)),
  );
  const called = [...new Set(views.flatMap(operationNames))].sort();
  const definition = {
    vendor,
    contract: versionOf(root, vendor),
    operations: Object.fromEntries(called.map((id) => [id, apis.get(id) ?? ""])),
    views,
  };
  const options = optionsOf(views);
  // As JSON, so that no text in it can become code.
  const table = JSON.stringify(definition).slice(0, -1);
  const functions = names.map((rule) => `${rule}: rules.${rule}`).join(", ");
  return {
    name: camel(wordsOf(vendor)),
    definition: `${table}${functions && `, rules: { ${functions} }`}}`,
    hasRules: names.length > 0,
    options: options.map(({ option, required }) => ({ option, required })),
    hasOptions: options.length > 0,
    needsOptions: options.some(({ required }) => required),
  };
}

/** Core's `ViewDefinition` of each operation with the trait. */
export function viewsOf(contract: Cursor): JsonObject[] {
  const views = operationsIn(contract).flatMap((operation) =>
    [operation.find("x-billkit-charges")?.value ?? []]
      .flat()
      .filter(isObject)
      .map((trait) => {
        const { currency, ...members } = trait;
        const rows = openSchemasAt(resultSchemas(operation), textAt(trait, "rows"));
        const amounts = ["amount", "listAmount", "unitPrice"].flatMap((key) => {
          const pointer = textAt(trait, key);
          const found = pointer && amountDefinition(rows, pointer, currency);
          return found ? [[key, found] as const] : [];
        });
        return {
          view: operation.get("x-billkit-view").text(),
          operation: operation.get("operationId").text(),
          ...members,
          ...Object.fromEntries(amounts),
          ...(currency !== undefined && own(trait, "rule") !== undefined && { currency }),
        };
      }),
  );
  return views.sort((a, b) => order.indexOf(a.view) - order.indexOf(b.view));
}

const loopsOf = (view: JsonObject): JsonObject[] => {
  const each = own(view, "each");
  return (Array.isArray(each) ? each : []).filter(isObject);
};

const operationNames = (view: JsonObject): string[] =>
  [view, ...loopsOf(view)].map((call) => textAt(call, "operation"));

/** An option of the caller's. */
export interface ChargesOption {
  readonly option: string;
  readonly required: boolean;
  /** The command line's environment variable for it. */
  readonly environment: string | undefined;
}

/** The caller's options, by name. */
export function optionsOf(views: Json): ChargesOption[] {
  const found = new Map<string, ChargesOption>();
  const visit = (value: Json, needed: boolean): void => {
    if (Array.isArray(value)) for (const each of value) visit(each, needed);
    if (!isObject(value)) return;
    const { option, first } = value;
    if (typeof option === "string") {
      const known = found.get(option);
      const environment = textAt(value, "environment") || known?.environment;
      found.set(option, { option, required: needed || known?.required === true, environment });
    }
    for (const [key, member] of Object.entries(value)) if (key !== "first") visit(member, needed);
    // Of alternatives, only the last one's options are required.
    if (Array.isArray(first))
      for (const [index, each] of first.entries())
        visit(each, needed && index === first.length - 1);
  };
  visit(views, true);
  return [...found.values()].sort((a, b) => (a.option < b.option ? -1 : 1));
}

function ruleNames(
  vendor: string,
  views: readonly JsonObject[],
  text: string | undefined,
): readonly string[] {
  const names = [...new Set(views.map((view) => textAt(view, "rule")).filter(Boolean))].sort();
  for (const name of names)
    if (!new RegExp(`^export (?:const|function) ${name}\\b`, "m").test(text ?? ""))
      throw new UserError(
        `specs/${vendor}/charges.ts: doesn't export ${name}, which x-billkit-charges names as a rule`,
      );
  return names;
}

/** A hash that identifies the contract's content. */
function versionOf(root: string, vendor: string): string {
  const text = readFileSync(path.join(root, "specs", vendor, "openapi.yaml"));
  return `${vendor}@${createHash("sha256").update(text).digest("hex").slice(0, 12)}`;
}
