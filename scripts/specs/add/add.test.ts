import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { isObject, type JsonObject, objectAt, parseJson } from "../../common/json.js";
import { readRepository } from "../testing/repository.js";
import { Workspace } from "../testing/workspace.js";

const workspace = Workspace.for("each test");

const bill = { type: "object", properties: { total: { type: "number" } } };
const fine = { "200": { description: "ok", content: { "application/json": { schema: bill } } } };
const id = { name: "id", in: "path", required: true, schema: { type: "string" } };

/** A description of some operations, each with a bearer token unless `more` overrides it. */
function describeApi(paths: JsonObject, more: JsonObject = {}): void {
  const document = {
    openapi: "3.1.0",
    info: { title: "Acme", version: "1" },
    servers: [{ url: "https://api.acme.test/" }],
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: "http", scheme: "bearer" } } },
    paths,
    ...more,
  };
  writeFileSync(join(workspace.root, "acme.json"), JSON.stringify(document));
}
const bills: JsonObject = { "/bills": { get: { operationId: "listBills", responses: fine } } };

const add = (...args: readonly string[]): Promise<number> =>
  workspace.run(["add", ...args.map((arg) => (arg === "acme.json" ? described() : arg))]);
const described = (): string => join(workspace.root, "acme.json");
const addBills = (...more: readonly string[]): Promise<number> =>
  add("acme", "--from", "acme.json", ...more, "--operations", "GET /bills");
const vendor = (): JsonObject => parse(workspace.read("specs/acme/vendor.yaml")) as JsonObject;
const contract = (): JsonObject => parse(workspace.read("specs/acme/openapi.yaml")) as JsonObject;
const printed = (): string => workspace.out.join("\n");

describe("add", () => {
  it("writes a vendor that lacks no text but the README's introduction", async () => {
    describeApi(bills);
    expect([await addBills(), workspace.err]).toEqual([0, []]);
    const readme = workspace.read("packages/acme/README.md");
    expect(readme.match(/To be written/g)).toHaveLength(1);
    for (const file of ["vendor.yaml", "overlay.yaml", "openapi.yaml"])
      expect(workspace.read(`specs/acme/${file}`)).not.toContain("To be written");
    expect(printed()).toMatch(/^Written\n {2}specs\/acme\/vendor\.yaml\n/);
    expect(printed()).toContain("Next: npm install && npm run generate");
    expect(await workspace.run(["check"])).toBe(0);
  });

  it("uses another vendor's package as the model", async () => {
    describeApi(bills);
    await addBills();
    const ours = parseJson(workspace.read("packages/acme/package.json"));
    const model = parseJson(readRepository("packages/deepgram/package.json"));
    if (!isObject(ours) || !isObject(model)) throw new Error("no package.json");
    expect(ours).toMatchObject({ name: "@billkit/acme", version: "0.1.0" });
    for (const key of ["scripts", "files", "engines", "license"])
      expect(ours[key]).toEqual(model[key]);
    expect(workspace.read("packages/acme/turbo.json")).not.toContain("deepgram");
  });

  it("changes nothing when it runs again over its own output", async () => {
    describeApi(bills);
    await addBills();
    const before = workspace.snapshot();
    expect(await addBills()).toBe(0);
    expect(workspace.snapshot()).toEqual(before);
    expect(printed()).toContain("nothing: everything is up to date");
  });

  it("adds an operation later, and keeps what people changed", async () => {
    describeApi({ ...bills, "/bills/{id}/": { get: { parameters: [id], responses: fine } } });
    await addBills();
    writeFileSync(join(workspace.root, "packages/acme/README.md"), "# Mine\n");
    workspace.edit("specs/acme/vendor.yaml", "title: Acme", "# Ours\ntitle: Acme billing");
    expect(await add("acme", "--from", "acme.json", "--operations", "GET /bills/{id}/:Bills")).toBe(
      0,
    );
    expect(workspace.read("packages/acme/README.md")).toBe("# Mine\n");
    expect(workspace.read("specs/acme/vendor.yaml")).toContain("# Ours\ntitle: Acme billing");
    expect(vendor().operations).toEqual({
      "GET /bills": { operationId: "listBills", tag: "Billing" },
      "GET /bills/{id}/": { operationId: "getBillsId", tag: "Bills" },
    });
    expect(contract().tags).toMatchObject([{ name: "Billing" }, { name: "Bills" }]);
  });

  it("reports a malformed operation of an existing vendor.yaml at its line", async () => {
    describeApi(bills);
    await addBills();
    workspace.edit("specs/acme/vendor.yaml", "GET /bills:", '"GET":');
    const before = workspace.snapshot();
    expect(await addBills()).toBe(1);
    expect(workspace.err).toEqual([
      expect.stringMatching(
        /^specs\/acme\/vendor\.yaml:\d+: operations\.GET: "GET" does not match /,
      ),
    ]);
    expect(workspace.snapshot()).toEqual(before);
  });

  it("leaves out operations that can't be expressed, and reports why", async () => {
    const schema = { type: "object", properties: { a: { type: "object" } } };
    const parameter = { name: "q", in: "query", required: true, style: "deepObject", schema };
    const odd = { get: { operationId: "odd", parameters: [parameter], responses: fine } };
    describeApi({ ...bills, "/odd": odd });
    const operations = ["--operations", "GET /bills", "GET /odd"];
    expect(await add("acme", "--from", "acme.json", ...operations)).toBe(0);
    expect(Object.keys(objectAt(contract(), "paths"))).toEqual(["/bills"]);
    expect(printed()).toMatch(
      /Left out: these operations can't be expressed\n {2}GET \/odd\n {4}\S/,
    );
  });

  it("widens a type by an example, though not to a list or an object", async () => {
    const properties = { a: { type: "number" }, b: { type: "string" } };
    const schema = { type: "array", items: { type: "object", properties } };
    const examples = { one: { value: [{ a: "1", b: {} }] }, none: { value: null } };
    const responses = { "200": { content: { "application/json": { schema, examples } } } };
    describeApi({ "/bills": { get: { operationId: "listBills", responses } } });
    expect([await addBills(), workspace.err]).toEqual([0, []]);
    expect(vendor().widen).toEqual({ "ListBillsResultItem.a": ["string"] });
    expect(printed()).toContain("\n  ListBillsResultItem.a: also string\n");
  });

  it("takes decisions by flags", async () => {
    const query = { name: "filter", in: "query", schema: { type: "object" } };
    const get = { operationId: "listBills", parameters: [query], responses: fine };
    describeApi({ "/bills": { get } }, { servers: [] });
    const flags = [
      ...["--class", "ACME", "--env", "ACME_TOKEN", "--server", "https://eu.acme.test"],
      ...["--published", "https://acme.test/api.json", "--drop", "query filter"],
      ...["--fields", "ListBillsResult=total"],
    ];
    expect([await addBills(...flags), workspace.err]).toEqual([0, []]);
    expect(vendor()).toMatchObject({
      class: "ACME",
      server: "https://eu.acme.test",
      sources: ["https://acme.test/api.json"],
      drop: { parameters: ["query filter"] },
      fields: { ListBillsResult: ["total"] },
    });
    expect(JSON.stringify(contract())).toContain('"environment":"ACME_TOKEN"');
  });
});

describe("credentials", () => {
  it.each<[string, string, JsonObject]>([
    ["Digest", "HTTP Digest", { type: "http", scheme: "digest" }],
    ["a cookie", "apiKey cookie", { type: "apiKey", in: "cookie", name: "sid" }],
    ["a type that every object has", "constructor", { type: "constructor" }],
  ])("rejects %s alone, and reports what to do", async (_, kind, scheme) => {
    const securitySchemes = { login: scheme };
    describeApi(bills, { components: { securitySchemes }, security: [{ login: [] }] });
    const problem = `^credential login \\(${kind}\\) is not supported: .+ layer of your own`;
    await refused(addBills, new RegExp(problem));
  });
});

describe("a split description", () => {
  it("follows path items and operations in files beside it", async () => {
    describeApi({ "/bills": { $ref: "./paths.json#/bills" } });
    const files = {
      "paths.json": { bills: { get: { $ref: "./list.json" } } },
      "list.json": { operationId: "listBills", responses: fine },
    };
    for (const [name, value] of Object.entries(files))
      writeFileSync(join(workspace.root, name), JSON.stringify(value));
    expect([await addBills(), workspace.err]).toEqual([0, []]);
  });

  it("follows addresses that --reference names, from an address on this machine too", async () => {
    describeApi({ "/bills": { get: { $ref: "https://acme.test/list.json" } } });
    const texts: Readonly<Record<string, string>> = {
      "http://127.0.0.1:8080/acme.json": workspace.read("acme.json"),
      "https://acme.test/list.json": JSON.stringify({ operationId: "listBills", responses: fine }),
    };
    const network: typeof fetch = (input) => {
      const url = input instanceof Request ? input.url : String(input);
      return Promise.resolve(new Response(texts[url] ?? "", { status: url in texts ? 200 : 404 }));
    };
    const args = ["add", "acme", "--from", "http://127.0.0.1:8080/acme.json"];
    const reference = ["--reference", "https://acme.test/list.json"];
    const all = [...args, ...reference, "--operations", "GET /bills"];
    expect([await workspace.run(all, undefined, network), workspace.err]).toEqual([0, []]);
    expect(vendor().references).toEqual(["https://acme.test/list.json"]);
  });
});

async function refused(run: () => Promise<number>, message: RegExp): Promise<void> {
  const before = workspace.snapshot();
  expect(await run()).toBe(1);
  expect(workspace.err).toEqual([expect.stringMatching(message)]);
  expect(workspace.snapshot()).toEqual(before);
}

const from = ["--from", "acme.json", "--operations"];
it.each<[string, readonly string[], RegExp]>([
  ["no name", [], /^missing required argument 'name'$/],
  ["no description", ["acme", "--operations", "GET /bills"], /^add needs --from FILE\|URL/],
  ["a package of ours", ["core", ...from, "GET /bills"], /^packages\/core: is another package/],
  ["a path as the name", ["../acme", ...from, "GET /bills"], /^"..\/acme" is not a vendor's name/],
  [
    "an unknown operation",
    ["acme", ...from, "GET /bill"],
    /GET \/bill is not in acme\.json; did you mean GET \/bills\?/,
  ],
  ["a reserved word", ["acme", ...from, "GET /bills=delete"], /delete is also a word of/],
])("refuses %s and writes nothing", async (_, args, message) => {
  describeApi(bills);
  await refused(() => add(...args), message);
});
