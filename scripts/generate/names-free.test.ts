import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";
import ts from "typescript";
import { walk } from "./contract/json.js";
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

/** Everything of the contracts that a template or script could be tied to. */
function contractNames(): Set<string> {
  const names = new Set<string>();
  for (const vendor of findVendors(home)) {
    if (!existsSync(path.join(home, contractFile(vendor)))) continue;
    const contract = readContract(path.join(home, contractFile(vendor)), contractFile(vendor));
    names.add(vendor);
    names.add(contract.get("info").get("x-billkit-class").text());
    for (const item of contract.get("paths").entries()) {
      names.add(item.key);
      for (const segment of item.key.split("/"))
        if (/^[a-z]{4,}$/.test(segment)) names.add(segment);
    }
    for (const schema of contract.get("components").get("schemas").entries()) names.add(schema.key);
    walk(contract.value, (node) => {
      const { name, operationId, properties } = node;
      if (typeof name === "string" && "schema" in node) names.add(name);
      if (typeof operationId === "string") names.add(operationId);
      if (typeof properties === "object" && properties !== null)
        for (const key of Object.keys(properties)) names.add(key);
    });
  }
  return names;
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
  const names = [...contractNames()].filter((name) => !common.includes(name));
  expect(names.length).toBeGreaterThan(100);
  const files = readdirSync(__dirname, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !/\/(fixtures|testing)\//.test(file));
  expect(files.length).toBeGreaterThan(30);
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
  expect(common.filter((name) => !contractNames().has(name))).toEqual([]);
});
