import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire, SourceMap, type SourceMapPayload } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { declare, moduleDeclaration } from "./declarations.js";
import { entriesOf } from "./entries.js";
import { bundle } from "./javascript.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "billkit-build-"));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function put(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

const small = {
  "package.json": '{ "type": "module" }',
  "tsconfig.build.json":
    '{ "compilerOptions": { "module": "NodeNext", "target": "ES2022", "lib": ["ES2022"], "types": [] }, "include": ["src"] }',
  "src/index.ts":
    'import type { Shown } from "./shown.js";\nimport { inner } from "./inner.js";\n/** Shows. */\nexport const show = (): Shown => ({ value: inner() });\n',
  "src/shown.ts": "export interface Shown { readonly value: number }\n",
  "src/inner.ts": "let count = 0;\nexport const inner = (): number => (count += 1);\n",
  "src/more.ts":
    'import { inner } from "./inner.js";\nexport const more = (): number => inner();\n',
};

it("the entries of a package are those of its exports and commands", () => {
  const index = { import: "./dist/esm/index.js", require: "./dist/cjs/index.js" };
  const manifest = { bin: { tool: "./dist/esm/cli.js" }, exports: { ".": index } };
  expect(entriesOf(manifest)).toEqual(["cli", "index"]);
});

describe("a package with two entries", () => {
  it("shares what both need, in ES modules and in CommonJS", async () => {
    put(small);
    await bundle(["index", "more"], path.join(root, "src"), path.join(root, "dist"));
    writeFileSync(path.join(root, "dist/cjs/package.json"), '{ "type": "commonjs" }');
    const load = createRequire(path.join(root, "dist/cjs/index.js"));
    const { show } = load("./index.js") as { show: () => { value: number } };
    const { more } = load("./more.js") as { more: () => number };
    expect([show().value, more(), show().value]).toEqual([1, 2, 3]);
    expect(readdirSync(path.join(root, "dist/esm")).filter((name) => name.endsWith(".js"))).toEqual(
      ["index.js", "more.js"],
    );
  });

  it.each(["esm", "cjs"])("has source maps in %s that resolve to its sources", async (kind) => {
    put(small);
    await bundle(["index"], path.join(root, "src"), path.join(root, "dist"));
    const file = path.join(root, "dist", kind, "index.js");
    const lines = readFileSync(file, "utf8").split("\n");
    const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8")) as SourceMapPayload);
    // The CommonJS copy has no whitespace.
    const assignment = /inner ?=(?!>)/;
    const line = lines.findIndex((each) => assignment.test(each));
    const start = lines[line]?.search(assignment) ?? 0;
    const found = map.findEntry(line, lines[line]?.indexOf("count", start) ?? 0);
    expect(
      "originalSource" in found && path.resolve(path.dirname(file), found.originalSource),
    ).toBe(path.join(root, "src/inner.ts"));
    expect("originalLine" in found && found.originalLine).toBe(1);
  });

  it("declares only what its entries reach, with docstrings", () => {
    put(small);
    const { declarations, diagnostics } = declare(root, ["index"]);
    expect(diagnostics).toEqual([]);
    expect([...declarations.keys()].sort()).toEqual(["index.d.ts", "shown.d.ts"]);
    expect(declarations.get("index.d.ts")).toContain("/** Shows. */");
  });

  it.each([
    ["syntax", "export const more = ;\n"],
    ["a type that can't be declared", "export const more = class { private hidden = 1 };\n"],
  ])("reports an error of %s", (_, text) => {
    put({ ...small, "src/more.ts": text });
    expect(declare(root, ["index"]).diagnostics).toHaveLength(1);
  });
});

describe("the declarations of an ES module", () => {
  const types = `export interface paths {\n${'  "/a": never;\n'.repeat(800)}}\n`;
  it.each([
    ["a large table of types is CommonJS's", "schema.d.ts", types, "../cjs/schema.js"],
    ["also in a folder", "a/b.d.ts", types, "../../cjs/a/b.js"],
  ])("%s", (_, file, text, target) => {
    expect(moduleDeclaration(file, text)).toBe(`export type * from "${target}";\n`);
  });

  it("of a class are its own", () => {
    const text = `${types}export declare class A {}\n`;
    expect(moduleDeclaration("schema.d.ts", text)).toBe(text);
  });

  it("are indented by two spaces", () => {
    put(small);
    put({ "src/shown.ts": "export interface Shown {\n  readonly value: { readonly a: 1 };\n}\n" });
    const { declarations } = declare(root, ["index"]);
    expect(declarations.get("shown.d.ts")).toContain("\n    readonly a: 1;\n");
  });
});
