import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { rebudgeted, weigh, withVendors } from "./budgets.js";
import { bundle } from "./bundle.js";
import { clientEntries } from "./entries.js";
import { reach } from "./graph.js";
import { weightsOf } from "./weight.js";

const root = path.resolve(__dirname, "../..");

/** A repository of a few lines: each file's text, by its path. */
const files: Record<string, string> = {
  "specs/acme/openapi.yaml": "",
  "specs/other/openapi.yaml": "",
  "node_modules/openapi-fetch/package.json": '{ "name": "openapi-fetch", "main": "index.js" }',
  "node_modules/openapi-fetch/index.js": "export default () => fetch('/');",
  "node_modules/stranger/package.json": '{ "name": "stranger", "main": "index.js" }',
  "node_modules/stranger/index.js": "export const strange = () => 1;",
  "packages/core/src/index.ts":
    'export { Poller } from "./poller.js"; export { request } from "./request.js";',
  "packages/core/src/request.ts":
    'import client from "openapi-fetch"; export const request = () => client();',
  "packages/core/src/poller.ts": "export class Poller { poll() { return 2; } }",
  "packages/core/src/pacing.ts": "export const pace = () => 3;",
  "packages/acme/src/generated/index.ts":
    'import { request } from "@billkit/core"; export class Acme { call() { return request(); } }',
  "packages/acme/src/generated/pacing.ts": 'export { pace } from "@billkit/core/pacing";',
  "packages/other/src/generated/index.ts": 'export class Other { name = "other"; }',
  "packages/billkit/src/index.ts":
    'export { Acme } from "@billkit/acme"; export { Other } from "@billkit/other"; export { Poller } from "@billkit/core";',
  "packages/billkit/src/acme.ts": 'export { Acme as default } from "@billkit/acme";',
};
const packages = {
  core: ["@billkit/core", ".", "./pacing"],
  acme: ["@billkit/acme", ".", "./pacing"],
  other: ["@billkit/other", "."],
  billkit: ["billkit", ".", "./acme"],
} as const;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "billkit-sizes-"));
  for (const [file, text] of Object.entries(files)) {
    write(file, text);
    const built = file.replace(/\/src\/(generated\/)?(.*)\.ts$/, "/dist/esm/$2.js");
    write(built, text);
  }
  for (const [name, [packageName, ...keys]] of Object.entries(packages)) {
    const exports = keys.map((key) => {
      const file = key === "." ? "index.js" : `${key.slice(2)}.js`;
      return [key, { import: { default: `./dist/esm/${file}` } }];
    });
    const manifest = { name: packageName, exports: Object.fromEntries(exports) as object };
    write(`packages/${name}/package.json`, JSON.stringify(manifest));
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

async function problemsOf(name: string, changes: Record<string, string> = {}): Promise<string[]> {
  const before = Object.keys(changes).map((file) => [file, files[file] ?? ""] as const);
  const put = (file: string, text: string): void => {
    write(file, text);
    write(file.replace(/\/src\/(generated\/)?(.*)\.ts$/, "/dist/esm/$2.js"), text);
  };
  try {
    for (const [file, text] of Object.entries(changes)) put(file, text);
    const entries = clientEntries(folder);
    const entry = entries.find((each) => each.name === name);
    if (entry === undefined) throw new Error(`no entry ${name}`);
    return [...(await reach(folder, entry, entries)).problems];
  } finally {
    for (const [file, text] of before) put(file, text);
  }
}

describe("what an import reaches", () => {
  it("is read for every entry of every package that users bundle", () => {
    expect(clientEntries(folder).map(({ name, role }) => [name, role])).toEqual([
      ["@billkit/core", "core"],
      ["@billkit/core/pacing", "core"],
      ["@billkit/acme", "vendor"],
      ["@billkit/acme/pacing", "vendor"],
      ["@billkit/other", "vendor"],
      ["billkit", "facade"],
      ["billkit/acme", "facade"],
    ]);
  });

  it("is the packages it reads, and the modules of which something is kept", async () => {
    const entries = clientEntries(folder);
    const acme = entries.find(({ name }) => name === "@billkit/acme");
    expect(acme && (await reach(folder, acme, entries))).toEqual({
      entry: "@billkit/acme",
      packages: ["@billkit/core", "openapi-fetch"],
      modules: [
        "node_modules/openapi-fetch/index.js",
        "packages/acme/src/generated/index.ts",
        "packages/core/src/request.ts",
      ],
      problems: [],
    });
  });

  it("is as it should be in the small repository, and in this one", async () => {
    for (const { name } of clientEntries(folder)) expect(await problemsOf(name)).toEqual([]);
    const entries = clientEntries(root);
    for (const entry of entries) {
      const { problems } = await reach(root, entry, entries);
      expect({ entry: entry.name, problems }).toEqual({ entry: entry.name, problems: [] });
    }
  });

  const acme = "packages/acme/src/generated/index.ts";
  it.each([
    ["a package from outside", acme, 'export { strange } from "stranger";', ["imports stranger"]],
    [
      "the facade",
      acme,
      'export { Poller } from "billkit"; export class Acme {}',
      ["imports @billkit/other", "imports billkit", expect.stringMatching(/^keeps the poller: /)],
    ],
    [
      "another vendor",
      acme,
      'export { Other } from "@billkit/other";',
      ["imports @billkit/other", expect.stringMatching(/^keeps another vendor's packages\/other/)],
    ],
    [
      "the poller",
      acme,
      'export { Poller } from "@billkit/core";',
      ["keeps the poller: packages/core/src/poller.ts"],
    ],
    [
      "pacing",
      acme,
      'export { pace } from "@billkit/core/pacing";',
      ["keeps pacing: packages/core/src/pacing.ts"],
    ],
  ])("is wrong when a vendor's package reaches %s", async (_, file, text, problems) => {
    expect(await problemsOf("@billkit/acme", { [file]: text })).toEqual(problems);
  });

  it("is wrong when the facade's entry of one vendor keeps another one", async () => {
    const text = 'export { Other } from "@billkit/other";';
    expect(await problemsOf("billkit/acme", { "packages/billkit/src/acme.ts": text })).toEqual([
      expect.stringMatching(/^keeps another vendor's packages\/other/),
    ]);
  });

  it("is wrong when core imports one that builds on it", async () => {
    const text = 'export { Other as request } from "@billkit/other";';
    expect(await problemsOf("@billkit/core", { "packages/core/src/request.ts": text })).toEqual([
      "imports @billkit/other",
    ]);
  });
});

describe("budgets", () => {
  const budget = {
    name: "strange",
    module: 'export { strange } from "stranger"',
    budgetBytes: 0,
    aimBytes: 1,
  };

  it("are told from what is weighed, and aims from budgets", async () => {
    const [tight] = await weigh(folder, [budget]);
    expect(tight).toMatchObject({ withinBudget: false, met: false });
    const [wide] = await weigh(folder, [{ ...budget, budgetBytes: 200, aimBytes: 200 }]);
    expect(wide).toMatchObject({ withinBudget: true, met: true });
    const [aimless] = await weigh(folder, [{ ...budget, aimBytes: undefined }]);
    expect(aimless).not.toHaveProperty("met");
  });

  it("are weighed as the benchmark weighs, but for the bytes of an empty bundle", async () => {
    const module = 'export { Deepgram } from "@billkit/deepgram"';
    const { gzipBytes } = await bundle(module, root);
    expect(await weightsOf([module, budget.module], root).catch(String)).toMatch(
      /Could not resolve "stranger"/,
    );
    expect(await weightsOf([module], root)).toEqual([gzipBytes - 32]);
  });

  it("are written a little over what is weighed", async () => {
    const sizes = await weigh(folder, [budget]);
    const [{ budgetBytes }] = JSON.parse(rebudgeted([budget], sizes)) as [typeof budget];
    const bytes = sizes[0]?.gzipBytes ?? 0;
    expect(budgetBytes).toBeGreaterThanOrEqual(bytes * 1.01);
    expect(budgetBytes).toBeLessThan(bytes * 1.01 + 50);
  });

  it("are asked for where a vendor has none, and written for it", async () => {
    const rows = withVendors([budget], ["stranger", "@billkit/acme"]);
    expect(rows.map(({ name }) => name)).toEqual(["strange", "@billkit/acme"]);
    const [own] = await weigh(root, withVendors([], ["@billkit/deepgram"]));
    expect(own).toMatchObject({ name: "@billkit/deepgram", withinBudget: false });
  });
});
