import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";
import ts from "typescript";
import type { Cursor } from "./contract/cursor.js";
import { walk } from "../common/json.js";
import { readContract } from "./contract/read.js";
import { home } from "./testing/repository.js";
import { contractFile, findVendors } from "./vendors.js";

/**
 * Field names of the vendors that are words of OpenAPI (`date`, `name`, `tags`), of TypeScript's and
 * Node's own interfaces (`code`, `message`, `start`), or of the traits by which a contract describes
 * a service (`errors`). An example's first day goes to a name that begins with `start`, whosever it is.
 */
const common = [
  "code",
  "date",
  "errors",
  "id",
  "fields",
  "key",
  "message",
  "name",
  "start",
  "status",
  "tag",
  "tags",
  "value",
];

/**
 * The vendors that templates and scripts were written with at hand, so that they may be tied to any
 * word of theirs. A vendor that came later can only have been named since, while plain words of its
 * (`count`, `page`) were there before. Of it count its name and class, and what nobody writes by
 * chance: names of more than one word (`next_page_uri`, `createUsageTrigger`) that are neither
 * OpenAPI's nor declared by a script as its own.
 */
const writtenWith = ["deepgram", "genesys-cloud"];

/** Everything of the contracts that a template or script could be tied to. */
function contractNames(own: ReadonlySet<string>): Set<string> {
  const isDistinctive = (name: string): boolean => /[a-z0-9][^a-z0-9]/.test(name) && !own.has(name);
  return new Set(
    findVendors(home).flatMap((vendor) => {
      const file = contractFile(vendor);
      if (!existsSync(path.join(home, file))) return [];
      const contract = readContract(path.join(home, file), file);
      const names = [...namesOf(contract)];
      return [
        vendor,
        contract.get("info").get("x-billkit-class").text(),
        ...(writtenWith.includes(vendor) ? names : names.filter(isDistinctive)),
      ];
    }),
  );
}

function namesOf(contract: Cursor): Set<string> {
  const names = new Set<string>();
  for (const item of contract.get("paths").entries()) {
    names.add(item.key);
    for (const segment of item.key.split("/")) if (/^[a-z]{4,}$/.test(segment)) names.add(segment);
  }
  for (const schema of contract.get("components").get("schemas").entries()) names.add(schema.key);
  walk(contract.value, (node) => {
    const { name, operationId, properties } = node;
    if (typeof name === "string" && "schema" in node) names.add(name);
    if (typeof operationId === "string") names.add(operationId);
    if (typeof properties === "object" && properties !== null)
      for (const key of Object.keys(properties)) names.add(key);
  });
  return names;
}

/** The names that scripts give to things of their own; what is taken out of an object has another's. */
function declaredNames(files: readonly string[]): Set<string> {
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    const isOwn =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isPropertySignature(node) ||
      ts.isPropertyAssignment(node);
    if (isOwn && node.name && ts.isIdentifier(node.name)) declared.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  for (const file of files.filter((each) => each.endsWith(".ts")))
    visit(ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true));
  return declared;
}

/** What a file says beside its comments: names and texts of a script, all of a template. */
function words(file: string): string {
  const text = readFileSync(file, "utf8");
  if (!file.endsWith(".ts")) return text;
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, text);
  const found: string[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) found.push(scanner.getTokenText());
  return found.join(" ");
}

it("templates and scripts hold no vendor, path, schema or field name", () => {
  const files = readdirSync(__dirname, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !/\/(fixtures|testing)\//.test(file));
  expect(files.length).toBeGreaterThan(30);
  const openApi = words(path.join(home, "scripts/specs/select/grammar.ts")).match(/\w+/g) ?? [];
  const all = contractNames(new Set([...openApi, ...declaredNames(files)]));
  const names = [...all].filter((name) => !common.includes(name));
  expect(names.length).toBeGreaterThan(100);
  const found = files.flatMap((file) => {
    const text = words(file);
    return names
      .filter((name) =>
        new RegExp(`(?<![\\w-])${name.replace(/[^\w]/g, "\\$&")}(?![\\w-])`).test(text),
      )
      .map((name) => `${path.relative(home, file)}: ${name}`);
  });
  expect(found).toEqual([]);
  // Each exemption is one that is needed.
  const scripts = files.map(words).join(" ");
  expect(common.filter((name) => !new RegExp(`\\b${name}\\b`).test(scripts))).toEqual([]);
  expect(common.filter((name) => !all.has(name))).toEqual([]);
});
