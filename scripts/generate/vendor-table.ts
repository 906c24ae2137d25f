import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { byCodePoint, isObject, objectAt, textAt, walk, type JsonObject } from "../common/json.js";
import { fillPage, markdownTable } from "../common/markdown.js";
import type { CheckedContract } from "./check.js";
import type { CredentialScheme } from "./contract/credentials.js";
import { formatFile } from "./format.js";

export const vendorsPage = "docs/vendors.md";

/** The page on vendors, with a table of the contracts as they are. */
export function vendorsText(
  page: string,
  root: string,
  contracts: readonly CheckedContract[],
): Promise<string> {
  const head = ["vendor", "operations", "credential", "pages", "money", "configuration"];
  const table = markdownTable([head, ...contracts.map((each) => rowOf(root, each))]);
  const filled = fillPage(page, vendorsPage, "npm run generate", table);
  return formatFile(path.join(root, vendorsPage), filled);
}

function rowOf(root: string, { vendor, contract, service }: CheckedContract): string[] {
  const operations = service.tags.flatMap((tag) => tag.operations).map(({ at }) => at.object());
  return [
    service.title.replace(/ billing$/, ""),
    String(operations.length),
    service.credentials.map(credentialOf).join("; "),
    listed(operations.map((operation) => textAt(objectAt(operation, "x-billkit-pages"), "form"))),
    moneyOf(contract.object(), operations),
    `${configurationLines(root, vendor)} lines`,
  ];
}

/** How requests are authorized, with the variables that the credential is read from. */
function credentialOf({ basic, trait, prefix, in: place, name }: CredentialScheme): string {
  const sent = prefix.trim() || `${place} ${name}`;
  const kind = basic ? "Basic" : trait.find("token") ? "OAuth client or token" : sent;
  const variables = objectsIn(trait.object()).map((each) => textAt(each, "environment"));
  return `${kind}: ${[...new Set(variables)]
    .filter(Boolean)
    .map((variable) => `\`${variable}\``)
    .join(", ")}`;
}

/** How amounts are sent: JSON's type and the currency. */
function moneyOf(contract: JsonObject, operations: readonly JsonObject[]): string {
  const fields = objectsIn(contract).filter((each) => "x-billkit-amount" in each);
  const sent = fields.map((field) => {
    const currency = textAt(objectAt(field, "x-billkit-amount"), "currency");
    const types = [field.type ?? []].flat().filter((type) => typeof type === "string");
    return `${types.filter((type) => type !== "null").join(" or ")}, ${currency.startsWith("/") ? "currency sent" : currency}`;
  });
  const computed = operations.flatMap((operation) =>
    [operation["x-billkit-charges"] ?? []]
      .flat()
      .filter((each) => isObject(each) && "rule" in each),
  );
  return listed([...sent, ...(computed.length > 0 ? ["computed by a rule"] : [])]);
}

/** Lines of what people write, without blank ones. */
function configurationLines(root: string, vendor: string): number {
  return ["vendor.yaml", "overlay.yaml", "charges.ts"]
    .map((name) => path.join(root, "specs", vendor, name))
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, "utf8").split("\n"))
    .filter((line) => line.trim() !== "").length;
}

function listed(values: readonly string[]): string {
  const distinct = [...new Set(values)].filter((value) => value !== "").sort(byCodePoint);
  return distinct.length === 0 ? "-" : distinct.join("; ");
}

/** The objects of a document, outermost first. */
function objectsIn(value: JsonObject): JsonObject[] {
  const found: JsonObject[] = [];
  walk(value, (node) => found.push(node));
  return found;
}
