import { afterEach, describe, expect, it } from "@jest/globals";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { unlisted, unreached, type ContentsList } from "./contents.js";
import { allowedDependencies, dependencyProblems } from "./dependencies.js";
import { typeProblems, undocumented } from "./declarations.js";
import { mapProblems } from "./source-maps.js";

type Files = Readonly<Record<string, string>>;

const sources = {
  index: `import ask from "openapi-fetch";
import { second } from "./inner.js";

/** Adds. */
export const sum = (first: number): number => first + second + ask.length;
`,
  inner: "export const second: number = 2;\n",
};

const declarations = "/** Adds. */\nexport declare const sum: (first: number) => number;\n";
const entry = (kind: string): object => ({
  types: `./dist/${kind}/index.d.ts`,
  default: `./dist/${kind}/index.js`,
});
const manifest = {
  name: "@billkit/core",
  type: "module",
  exports: { ".": { import: entry("esm"), require: entry("cjs") } },
  dependencies: { "openapi-fetch": "0.17.0" },
};

/** A package with nothing wrong. */
const right: Files = {
  "package.json": JSON.stringify(manifest),
  "src/index.ts": sources.index,
  "src/inner.ts": sources.inner,
  "dist/esm/index.d.ts": declarations,
  "dist/cjs/index.d.ts": declarations,
  "dist/cjs/package.json": '{ "type": "commonjs" }',
  ...built("esm", ts.ModuleKind.ESNext),
  ...built("cjs", ts.ModuleKind.CommonJS),
};

function built(kind: string, module: ts.ModuleKind): Files {
  const compilerOptions = { module, target: ts.ScriptTarget.ES2022, sourceMap: true };
  const files = Object.entries(sources).flatMap(([name, text]) => {
    const output = ts.transpileModule(text, { fileName: `${name}.ts`, compilerOptions });
    const map = JSON.parse(output.sourceMapText ?? "") as object;
    return [
      [`dist/${kind}/${name}.js`, output.outputText],
      [
        `dist/${kind}/${name}.js.map`,
        JSON.stringify({ ...map, sources: [`../../src/${name}.ts`] }),
      ],
    ];
  });
  return Object.fromEntries(files) as Files;
}

let folder = "";
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The package with some files changed, or gone. */
function unpacked(changes: Readonly<Record<string, string | undefined>>): string[] {
  folder = mkdtempSync(path.join(tmpdir(), "billkit-package-"));
  const files = Object.entries<string | undefined>({ ...right, ...changes });
  return files.flatMap(([name, text]) => {
    if (text === undefined) return [];
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
    return [name];
  });
}

const without = (file: string): string => right[file]?.replace(/\n\/\/# source.*/, "") ?? "";
const allowed = allowedDependencies(["@billkit/acme"]);
const check = {
  reach: (files: string[]) => unreached(folder, files),
  maps: (files: string[]) => mapProblems(folder, files),
  docs: () => undocumented(folder),
  types: () => typeProblems(folder),
  dependencies: (files: string[]) =>
    dependencyProblems(folder, files, allowed.get("@billkit/core")),
};

describe("a package as it is packed", () => {
  it.each(Object.entries(check))("is right by %s", (_, problems) => {
    expect(problems(unpacked({}))).toEqual([]);
  });

  it.each<[string, keyof typeof check, Record<string, string | undefined>, unknown[]]>([
    [
      "a script that nothing loads",
      "reach",
      { "dist/esm/old.js": "export {};\n" },
      ["nothing leads to dist/esm/old.js"],
    ],
    [
      "a test among the sources",
      "reach",
      { "src/index.test.ts": "export {};\n" },
      ["nothing leads to src/index.test.ts"],
    ],
    [
      "a declaration that nobody sees",
      "reach",
      { "dist/cjs/inner.d.ts": "export {};\n" },
      ["nothing leads to dist/cjs/inner.d.ts"],
    ],
    [
      "a file that is named and is not there",
      "reach",
      { "dist/cjs/index.d.ts": undefined },
      ["dist/cjs/index.d.ts is named, and missing"],
    ],
    [
      "an import of what is not there",
      "reach",
      { "dist/cjs/inner.js": undefined },
      ["dist/cjs/index.js imports ./inner.js"],
    ],
    [
      "a script that names no map",
      "maps",
      { "dist/esm/inner.js": without("dist/esm/inner.js") },
      ["dist/esm/inner.js names no source map"],
    ],
    [
      "a map that is not there",
      "maps",
      { "dist/esm/inner.js.map": undefined },
      ["dist/esm/inner.js: dist/esm/inner.js.map is missing"],
    ],
    [
      "a source that is not there",
      "maps",
      { "src/inner.ts": undefined },
      ["esm", "cjs"].map((kind) => `dist/${kind}/inner.js.map: its source src/inner.ts is missing`),
    ],
    [
      "a source that is shorter than its map says",
      "maps",
      { "src/inner.ts": "" },
      ["esm", "cjs"].map((kind) => `dist/${kind}/inner.js.map: ../../src/inner.ts has no 1:14`),
    ],
    [
      "a source that has changed since",
      "maps",
      { "src/index.ts": sources.index.replace(/[a-z]/g, "x") },
      [expect.stringMatching(/^of \d+ names, \d+ stand where the source maps say$/)],
    ],
    [
      "a name without a sentence, in one module kind",
      "docs",
      { "dist/cjs/index.d.ts": declarations.replace("/** Adds. */", "// Adds.") },
      ["dist/cjs/index.d.ts: sum has no docstring"],
    ],
    [
      "a type of Node's",
      "types",
      { "dist/esm/index.d.ts": `${declarations}export declare const bytes: () => Buffer;\n` },
      [expect.stringContaining("Cannot find name 'Buffer'")],
    ],
    [
      "a dependency that it may not have, and does not use",
      "dependencies",
      {
        "package.json": JSON.stringify({
          ...manifest,
          peerDependencies: { undici: "7.0.0" },
        }),
      },
      ["it may not depend on undici", "nothing imports undici"],
    ],
    [
      "an import of what it does not depend on",
      "dependencies",
      { "dist/cjs/index.d.ts": `import type { A } from "undici/types";\n${declarations}` },
      ["dist/cjs/index.d.ts imports undici/types, which is no dependency"],
    ],
    [
      "an import of a part of Node",
      "dependencies",
      { "dist/esm/inner.js": 'import "fs";\nimport "node:path";\n' },
      ["fs", "node:path"].map(
        (name) => `dist/esm/inner.js imports ${name}, which is no dependency`,
      ),
    ],
  ])("has %s", (_, by, changes, problems) => {
    expect(check[by](unpacked(changes))).toEqual(problems);
  });

  it("may use Node where it runs in Node alone, and only what it depends on", () => {
    const files = unpacked({ "dist/esm/inner.js": 'import "fs";\nimport "ajv/dist/a.js";\n' });
    expect(dependencyProblems(folder, files, undefined)).toEqual([
      "dist/esm/inner.js imports ajv/dist/a.js, which is no dependency",
    ]);
  });
});

it("a vendor's package depends on the core, and the facade on all of them", () => {
  expect(Object.fromEntries(allowedDependencies(["@billkit/acme", "@billkit/other"]))).toEqual({
    "@billkit/core": ["openapi-fetch"],
    "@billkit/acme": ["@billkit/core"],
    "@billkit/other": ["@billkit/core"],
    billkit: ["@billkit/core", "@billkit/acme", "@billkit/other"],
  });
});

describe("the list of what tarballs hold", () => {
  const list: ContentsList = {
    "*": ["README.md", "CHANGELOG.md?", "src/*.ts", "dist/**/*.d.ts"],
    billkit: ["dist/*/index.js"],
  };
  const given = ["README.md", "src/a.ts", "dist/esm/a.d.ts", "dist/a.d.ts"];

  it.each<[string, string, string[], string[]]>([
    ["what it says", "@billkit/acme", given, []],
    ["what there need not be", "@billkit/acme", [...given, "CHANGELOG.md"], []],
    ["a package with a list of its own", "billkit", ["dist/esm/index.js"], []],
    ["a name that is missing", "@billkit/acme", given.slice(1), ["README.md is missing"]],
    ...["src/a/b.ts", "src/a.ts.bak", "READMEymd", "dist/a.js", ".env"].map(
      (stray): [string, string, string[], string[]] => [
        stray,
        "@billkit/acme",
        [...given, stray],
        [`${stray} is not on the list of what the tarball holds`],
      ],
    ),
  ])("%s", (_, name, files, problems) => {
    expect(unlisted(name, files, list)).toEqual(problems);
  });
});
