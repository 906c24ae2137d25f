import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { chargesView } from "./charges.js";
import { readChecks } from "./checks/checks.js";
import { readChecked } from "./check.js";
import { formatFile } from "./format.js";
import { generate } from "./tools/generator.js";
import { generateTypes } from "./types.js";
import type { Service } from "./contract/service.js";
import { annotate } from "./view/annotate.js";
import { reportsView } from "./view/reports.js";
import { testsView } from "./view/tests.js";
import { hasPage } from "./view/type.js";

const header = `// Generated from the contract, do not edit: change the contract, then \`npm run generate\`.
`;
const typesHeader = `${header}/* eslint-disable @typescript-eslint/consistent-indexed-object-style -- openapi-typescript writes maps so */

`;

/**
 * Generates all files of one vendor's package in memory: formatted text by path from the package's folder,
 * in order.
 */
export async function generatePackage(root: string, vendor: string) {
  const { contract, service, packageName } = readChecked(root, vendor);
  const checks = readChecks(service);
  const rulesFile = path.join(root, "specs", vendor, "charges.ts");
  const rules = existsSync(rulesFile) ? readFileSync(rulesFile, "utf8") : undefined;
  const annotated = annotate(contract, service, packageName, checks, {
    tests: testsView(vendor, service),
    charges: chargesView(root, vendor, contract, service, rules),
    ...reportsView(vendor, service),
  });
  const [types, output] = await Promise.all([generateTypes(contract), generate(root, annotated)]);
  const raw = new Map([["src/generated/schema.ts", typesHeader + types]]);
  if (rules !== undefined) raw.set("src/generated/charge-rules.ts", header + rules);
  if (checks.file !== undefined) raw.set("src/generated/shapes.ts", header + checks.file);
  for (const [name, text] of output.files) {
    // An empty template produces an empty file, which isn't output.
    if (text.trim() !== "") raw.set(destination(name), text);
  }
  checkPages(service, raw);
  const files = new Map<string, string>();
  for (const name of [...raw.keys()].sort()) {
    files.set(
      name,
      await formatFile(path.join(root, "packages", vendor, name), raw.get(name) ?? ""),
    );
  }
  return { files, warnings: output.warnings };
}

/** Pages link to each other by the contract's names; openapi-generator has rules of its own for a few. */
function checkPages(service: Service, files: ReadonlyMap<string, string>): void {
  const pages = [...files.keys()].filter((name) => name.startsWith("docs/models/"));
  if (pages.length === 0) return;
  for (const schema of service.schemas.filter(hasPage)) {
    if (!pages.includes(`docs/models/${schema.key}.md`)) {
      schema.fail("openapi-generator renames this schema; rename it in vendor.yaml");
    }
  }
}

/** The place of a generator's output file in the package. */
function destination(name: string): string {
  const model = /^docs\/(.+)\.model\.md$/.exec(name)?.[1];
  if (model !== undefined) return `docs/models/${model}.md`;
  if (name === "README.md") return "docs/README.md";
  if (name.startsWith("docs/")) return name;
  return name.endsWith(".test.ts") ? `test/generated/${name}` : `src/generated/${name}`;
}
