import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { compileErrors } from "./testing/compile.js";
import { brokenLinks, codeBlocks } from "./testing/markdown.js";
import { Repository } from "./testing/repository.js";

/**
 * What runs the JAR; about three seconds a vendor each time. Java is a part of what is tested: without
 * it these fail. `npx turbo run test:nightly` runs them; `npm test` needs no Java.
 */
jest.setTimeout(180_000);

const vendor = "deepgram";
const other = "genesys-cloud";
const contract = `specs/${vendor}/openapi.yaml`;
let repository: Repository;

beforeAll(() => {
  repository = new Repository();
});
afterAll(() => {
  repository.remove();
});

async function generate(args: readonly string[] = []): Promise<string> {
  const { code, output } = await repository.generate(args);
  if (code !== 0) throw new Error(`generate failed (Java 11 or newer is needed):\n${output}`);
  return output;
}

describe("the command", () => {
  it("gives what is committed, byte for byte, and is then answered from turbo's cache", async () => {
    const committed = repository.generated();
    for (const name of Object.keys(committed))
      repository.edit(`packages/${name}`, (text) => `${text} `);
    expect(await generate()).toContain("Cached: 0 cached, 2 total");
    expect(repository.generated()).toEqual(committed);
    const again = await generate();
    expect(again).toContain(`${vendor}: cached, no files changed`);
    expect(again).toContain("Cached: 2 cached, 2 total");
    expect(await generate(["--check"])).toContain(`${other}: cached, no files to change`);
  });

  it("touches the vendor whose contract changed, and with --check only names its files", async () => {
    const before = repository.generated();
    const text = repository.read(contract);
    repository.edit(contract, (old) =>
      old.replace("- self-hosted", "- self-hosted\n              - orbital"),
    );

    const { code, output } = await repository.generate(["--check"]);
    expect(code).toBe(1);
    expect(output).toContain(`packages/${vendor}/src/generated/schema.ts differs`);
    expect(output).toContain(`packages/${vendor}/docs/BillingApi.md differs`);
    expect(output).toContain(`${other}: cached, no files to change`);
    expect(output).toMatch(
      /generate: \d generated files do not follow from the contracts; run: npm run generate/,
    );
    expect(repository.generated()).toEqual(before);

    await generate();
    const after = repository.generated();
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.filter((name) => !name.startsWith(`${vendor}/`))).toEqual([]);
    expect(after[`${vendor}/src/generated/schema.ts`]).toContain('"self-hosted" | "orbital"');

    repository.write(contract, text);
    await generate();
    expect(repository.generated()).toEqual(before);
  });

  it("removes what is no longer generated, and gives back what is missing", async () => {
    const before = repository.generated();
    repository.write(`packages/${vendor}/docs/models/Gone.md`, "old");
    const { code, output } = await repository.generate(["--check"]);
    expect(code).toBe(1);
    expect(output).toContain(`packages/${vendor}/docs/models/Gone.md no longer generated`);
    await generate();
    expect(repository.generated()).toEqual(before);
  });

  it("forgets the pages of a contract that is taken back, though turbo's cache answers", async () => {
    const before = repository.generated();
    const text = repository.read(contract);
    repository.edit(contract, (old) =>
      old.replace(
        /^ {2}schemas:$/m,
        "  schemas:\n    Added: { type: object, properties: { a: { type: string } } }",
      ),
    );
    await generate();
    expect(repository.exists(`packages/${vendor}/docs/models/Added.md`)).toBe(true);
    repository.write(contract, text);
    expect(await generate()).toContain(`${vendor}: cached, `);
    expect(repository.generated()).toEqual(before);
  });

  it("leaves every file as it was when generation fails", async () => {
    const before = repository.generated();
    const text = repository.read(contract);
    const template = "scripts/generate/templates/service.mustache";
    const old = repository.read(template);
    repository.write(template, "{{#openAPI}} never closed");
    const { code, output } = await repository.generate();
    repository.write(template, old);
    expect(code).toBe(1);
    expect(output).toContain("generate: openapi-generator failed");
    expect(repository.generated()).toEqual(before);
    expect(repository.read(contract)).toBe(text);
  });
});

describe("templates", () => {
  const outputs: Record<string, RegExp> = {
    "apis.mustache": /^src\/generated\/apis\//,
    "api_doc.mustache": /^docs\/\w+Api\.md$/,
    "client.mustache": /^src\/generated\/client\.ts$/,
    "docs_index.mustache": /^docs\/README\.md$/,
    "index.mustache": /^src\/generated\/index\.ts$/,
    "model_doc.mustache": /^docs\/models\//,
    "pacing.mustache": /^src\/generated\/pacing\.ts$/,
    "service.mustache": /^src\/generated\/service\.ts$/,
  };

  it.each([
    [["apis.mustache", "docs_index.mustache", "model_doc.mustache", "service.mustache"]],
    [["api_doc.mustache", "client.mustache", "index.mustache", "pacing.mustache"]],
  ])("that are emptied give nothing: %p", async (emptied) => {
    const kept = emptied.map((name) => [`scripts/generate/templates/${name}`, ""] as const);
    const texts = kept.map(([file]) => [file, repository.read(file)] as const);
    for (const [file, text] of kept) repository.write(file, text);
    const { code, output } = await repository.generateVendor(vendor);
    for (const [file, text] of texts) repository.write(file, text);
    expect(output).toBe("");
    expect(code).toBe(0);
    const files = repository.list(`packages/${vendor}/.generated`);
    for (const [name, pattern] of Object.entries(outputs)) {
      const found = files.filter((file) => pattern.test(file));
      expect([name, found.length > 0]).toEqual([name, !emptied.includes(name)]);
    }
    // The other generator's work does not depend on them.
    expect(files).toContain("src/generated/schema.ts");
  });

  it("are all of them tested here", () => {
    expect(Object.keys(outputs).sort()).toEqual(repository.list("scripts/generate/templates"));
  });
});

it("an operation renamed in a contract is renamed in class, types and pages", async () => {
  const text = repository.read(contract);
  repository.edit(contract, (old) =>
    old.replace("operationId: listPurchases", "operationId: listOrders"),
  );
  const { code } = await repository.generateVendor(vendor);
  repository.write(contract, text);
  expect(code).toBe(0);
  const read = (name: string): string => repository.read(`packages/${vendor}/.generated/${name}`);
  const api = read("src/generated/apis/BillingApi.ts");
  expect(api).toMatch(/^ {2}listOrders\(\s*args: ListOrdersArguments,/m);
  expect(api).toContain('id: "listOrders"');
  expect(read("src/generated/schema.ts")).toContain("listOrders: {");
  expect(read("src/generated/index.ts")).toContain("type ListOrdersArguments");
  expect(read("docs/BillingApi.md")).toContain("## listOrders");
  expect(read("docs/README.md")).toContain("[`listOrders`](BillingApi.md#listorders)");
  const files = repository
    .list(`packages/${vendor}/.generated`)
    .map((name) => [name, read(name)] as const);
  expect(
    files.filter(([, content]) => /listPurchases\b|ListPurchasesArguments/.test(content)),
  ).toEqual([]);
});

describe("a vendor by configuration alone", () => {
  const folder = "packages/awkward/.generated";
  let files: Map<string, string>;

  beforeAll(async () => {
    repository.addVendor(
      "awkward",
      readFileSync(path.join(__dirname, "fixtures/awkward.yaml"), "utf8"),
      vendor,
    );
    const { code, output } = await repository.generateVendor("awkward");
    if (code !== 0) throw new Error(output);
    files = new Map(
      repository.list(folder).map((name) => [name, repository.read(`${folder}/${name}`)]),
    );
  });
  afterAll(() => {
    repository.removeVendor("awkward");
  });

  it("with form bodies, Basic credentials, header parameters and unions compiles, examples included", () => {
    const examples = [...files]
      .filter(([name]) => name.endsWith("Api.md"))
      .flatMap(([, text]) => codeBlocks(text));
    const programs = examples.filter((code) => code.startsWith("import"));
    expect(programs).toHaveLength(3);
    const entry = path.join(repository.root, folder, "src/generated/index.ts");
    expect(compileErrors(entry, "@billkit/awkward", programs)).toEqual([]);
  });

  it("has pages whose links resolve", () => {
    const pages = new Map([...files].filter(([name]) => name.endsWith(".md")));
    expect(pages.size).toBeGreaterThan(9);
    expect(brokenLinks(pages)).toEqual([]);
  });

  it("has prose made harmless", () => {
    expect(files.get("src/generated/client.ts")).toContain("Ends comments *\\/ and holds");
    const page = files.get("docs/README.md") ?? "";
    expect(page).toContain("&lt;b>markup&lt;/b>");
    expect(page).toContain("\\# Not a heading");
    expect(page).toContain("\\[a link](elsewhere.md)");
  });

  it("keeps enums of requests closed where answers have the same open", () => {
    const types = files.get("src/generated/schema.ts") ?? "";
    expect(types).toContain('Recurring: "daily" | "monthly" | "alltime" | (string & {});');
    expect(types).toContain('RecurringInput: "daily" | "monthly" | "alltime";');
    expect(files.get("docs/models/Mail.md")).toContain('| `"mail"`');
    expect(files.get("docs/models/Trigger.md")).toContain("`(number \\| null)[][] \\| null`");
  });
});
