import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { amountDefinition } from "../common/charges/amounts.js";
import { answerSchemas, operationsOf, schemasAt } from "../common/charges/schema-at.js";
import { isObject, type Json, type JsonObject, own, textAt } from "../common/json.js";
import { UserError } from "../common/user-error.js";
import type { Cursor } from "./contract/cursor.js";
import type { Service } from "./contract/service.js";
import { lowerFirst } from "./view/example.js";

const header = `// Generated from the contract, do not edit: change the contract, then \`npm run generate\`.
`;
/** The first of several views of the same money is the one in totals, so it is read first. */
const order = ["invoices", "costs", "estimated", "usage", "purchases", "history", "beside"];

/**
 * The entry `@billkit/<vendor>/charges`: the contract's `x-billkit-charges` as a table, and the rules of
 * specs/<vendor>/charges.ts, if there are any.
 * @param contract - the committed contract
 * @returns texts by path from the package's folder
 * @throws {UserError} for a rule that charges.ts doesn't export
 */
export function chargesFiles(
  root: string,
  vendor: string,
  contract: Cursor,
  { className, tags }: Service,
): [string, string][] {
  const document = contract.object();
  const views = viewsOf(document);
  const rules = rulesOf(root, vendor, views);
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
  const name = camelCase(vendor);
  const files: [string, string][] = [
    [
      "src/generated/charges.ts",
      entry({ className, name, definition, options, rules: rules.names }),
    ],
  ];
  if (rules.text !== undefined) files.push(["src/generated/charge-rules.ts", header + rules.text]);
  return files;
}

/** A vendor's name as the prefix of its functions. */
export const camelCase = (vendor: string): string =>
  vendor.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

interface Entry {
  readonly className: string;
  readonly name: string;
  readonly definition: JsonObject;
  readonly options: ReadonlyMap<string, boolean>;
  readonly rules: readonly string[];
}

function entry({ className, name, definition, options, rules }: Entry): string {
  const type = `${className}ChargesOptions`;
  const takes = options.size > 0;
  const isOptional = ![...options.values()].includes(true);
  const members = [...options]
    .map(
      ([option, needed]) => `  readonly ${option}${needed ? ": string" : "?: string | undefined"};`,
    )
    .join("\n");
  // As JSON, so that no text in it can become code.
  const table = JSON.stringify(definition).slice(0, -1);
  const functions = rules.map((rule) => `${rule}: rules.${rule}`).join(", ");
  return `${header}// A separate entry, so that only users of @billkit/charges bundle it.
import type { ServiceClient } from "@billkit/core";
import type { ChargesDefinition, ContractChargeSource } from "@billkit/core/charges";
${rules.length > 0 ? 'import * as rules from "./charge-rules.js";\n' : ""}import type { paths } from "./schema.js";

${takes ? `/** What the contract doesn't know. */\nexport interface ${type} {\n${members}\n}\n\n` : ""}/** How the service's answers become charges. */
export const ${name}ChargesDefinition: ChargesDefinition = ${table}${rules.length > 0 ? `, rules: { ${functions} }` : ""}};

/**
 * A source for \`charges\` of @billkit/charges.
 * @param client A ${className} client.
 */
export function ${name}Charges(client: { readonly serviceClient: ServiceClient<paths> }${takes ? `, options: ${type}${isOptional ? " = {}" : ""}` : ""}): ContractChargeSource {
  const definition = ${name}ChargesDefinition;
  const { vendor, contract } = definition;
  return { vendor, contract, client, definition, options: ${takes ? "{ ...options }" : "{}"} };
}
`;
}

/** Core's `ViewDefinition` of each operation with the trait. */
export function viewsOf(document: JsonObject): JsonObject[] {
  const views = operationsOf(document).flatMap(({ id, node }) =>
    [own(node, "x-billkit-charges") ?? []]
      .flat()
      .filter(isObject)
      .map((trait) => {
        const { currency, ...members } = trait;
        const rows = schemasAt(document, answerSchemas(document, node), textAt(trait, "rows"));
        const amounts = ["amount", "listAmount", "unitPrice"].flatMap((key) => {
          const pointer = textAt(trait, key);
          const found = pointer && amountDefinition(document, rows, pointer, currency);
          return found ? [[key, found] as const] : [];
        });
        return {
          view: textAt(node, "x-billkit-view"),
          operation: id,
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

/** The caller's options by name, and whether they are required. */
export function optionsOf(views: Json): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  const visit = (value: Json, needed: boolean): void => {
    if (Array.isArray(value)) for (const each of value) visit(each, needed);
    if (!isObject(value)) return;
    const { option, first } = value;
    if (typeof option === "string") found.set(option, needed || found.get(option) === true);
    for (const [key, member] of Object.entries(value)) if (key !== "first") visit(member, needed);
    // Of alternatives, only the last one's options are required.
    if (Array.isArray(first))
      for (const [index, each] of first.entries())
        visit(each, needed && index === first.length - 1);
  };
  visit(views, true);
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function rulesOf(
  root: string,
  vendor: string,
  views: readonly JsonObject[],
): { readonly names: readonly string[]; readonly text: string | undefined } {
  const names = [...new Set(views.map((view) => textAt(view, "rule")).filter(Boolean))].sort();
  const file = `specs/${vendor}/charges.ts`;
  const source = path.join(root, file);
  const text = existsSync(source) ? readFileSync(source, "utf8") : undefined;
  for (const name of names)
    if (!new RegExp(`^export (?:const|function) ${name}\\b`, "m").test(text ?? ""))
      throw new UserError(
        `${file}: doesn't export ${name}, which x-billkit-charges names as a rule`,
      );
  return { names, text };
}

/** A hash that identifies the contract's content. */
function versionOf(root: string, vendor: string): string {
  const text = readFileSync(path.join(root, "specs", vendor, "openapi.yaml"));
  return `${vendor}@${createHash("sha256").update(text).digest("hex").slice(0, 12)}`;
}
