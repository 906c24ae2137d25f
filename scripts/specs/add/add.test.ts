import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { isObject, type JsonObject, objectAt, parseJson } from "../../common/json.js";
import { fixturePath, readRepository, repository } from "../testing/repository.js";
import { Workspace } from "../testing/workspace.js";
import { unwritten } from "./placeholder.js";

const description = {
  openapi: "3.1.0",
  info: { title: "Acme", version: "1" },
  servers: [{ url: "https://api.acme.test/" }],
  security: [{ key: [] }],
  components: { securitySchemes: { key: { type: "http", scheme: "bearer" } } },
  paths: {
    "/bills": { get: operation("listBills"), post: operation("listBills") },
    "/bills/{id}": { get: operation("bill:get", [{ name: "id", in: "path" }]) },
    "/odd": { get: { ...operation("odd"), security: [{ odd: [] }] } },
  },
};
const from = ["--from", "acme.json"];
const bills = ["--operations", "GET /bills"];
let workspace: Workspace;

beforeEach(() => {
  workspace = new Workspace();
  describeAs(description);
});
afterEach(() => {
  workspace.remove();
});

function operation(operationId: string, parameters: JsonObject[] = []): JsonObject {
  const schema = { type: "object", properties: { total: { type: "number" } } };
  return {
    operationId,
    parameters: parameters.map((each) => ({ ...each, required: true, schema: { type: "string" } })),
    responses: { "200": { description: "", content: { "application/json": { schema } } } },
  };
}

function describeAs(document: object): void {
  writeFileSync(join(workspace.root, "acme.json"), JSON.stringify(document));
}

/** `add …`, as seen from the repository. */
async function add(...args: string[]): Promise<number> {
  const here = args.map((arg) => (arg === "acme.json" ? join(workspace.root, arg) : arg));
  return workspace.run(["add", ...here]);
}

function jsonOf(path: string): JsonObject {
  const value = parseJson(workspace.read(path));
  return isObject(value) ? value : {};
}

describe("add", () => {
  it("writes a vendor that check is content with", async () => {
    expect([await add("acme", ...from, ...bills), workspace.err]).toEqual([0, []]);
    expect(workspace.out.slice(0, 2)).toEqual([
      "specs/acme/vendor.yaml written",
      "specs/acme/overlay.yaml written",
    ]);
    expect(workspace.out.at(-1)).toBe("next: npm install, npm run generate, npm test");
    expect([await workspace.run(["check"]), workspace.err]).toEqual([0, []]);
    expect(workspace.out).toContain("specs/acme/openapi.yaml: up to date");
  });

  it("gives the package what the others have, and wires it in", async () => {
    await add("acme", ...from, ...bills);
    const [ours, theirs] = [
      jsonOf("packages/acme/package.json"),
      jsonOf("packages/deepgram/package.json"),
    ];
    for (const key of [
      "exports",
      "scripts",
      "files",
      "engines",
      "main",
      "module",
      "types",
      "version",
    ])
      expect([key, ours[key]]).toEqual([key, theirs[key]]);
    for (const key of ["homepage", "bugs", "repository"])
      expect(JSON.stringify(ours[key]).replaceAll("acme", "deepgram")).toBe(
        JSON.stringify(theirs[key]),
      );
    expect(Object.keys(ours)).toEqual([...Object.keys(theirs), "devDependencies"]);
    expect(readdirSync(join(workspace.root, "packages/acme")).sort()).toEqual(
      readdirSync(join(repository, "packages/deepgram"))
        .filter(
          (name) =>
            !["api", "dist", "docs", "src", "node_modules"].includes(name) && !name.startsWith("."),
        )
        .sort(),
    );
    for (const file of ["turbo.json", "tsconfig.json", "tsconfig.build.json", "jest.config.cjs"])
      expect(workspace.read(`packages/acme/${file}`).replaceAll("acme", "deepgram")).toBe(
        readRepository(`packages/deepgram/${file}`),
      );
    const locked = objectAt(jsonOf("package-lock.json"), "packages");
    expect(locked["node_modules/@billkit/acme"]).toEqual({ resolved: "packages/acme", link: true });
    expect(objectAt(jsonOf("scripts/package.json"), "devDependencies")["@billkit/acme"]).toBe(
      "0.1.0",
    );
  });

  it("says in vendor.yaml what no description tells, and holds a release back until it is decided", async () => {
    await add("acme", ...from, ...bills);
    const lines = (await unwritten(workspace.root, "acme")).filter((line) =>
      /^specs\/acme\/vendor\.yaml:\d+: To be written: (?:which|whether|what)/.test(line),
    );
    for (const trait of ["credential", "request-id", "errors", "rate-headers", "reference"])
      expect(lines.filter((line) => line.includes(`x-billkit-${trait}`))).not.toEqual([]);
    expect(lines.filter((line) => line.includes("pages"))).toHaveLength(1);
  });

  it("keeps the description's name of a schema that begins with a digit, as far as it can", async () => {
    const document = JSON.stringify(description).replace(
      '"schema":{"type":"object","properties":{"total":{"type":"number"}}}',
      '"schema":{"$ref":"#/components/schemas/2fa-device"}',
    );
    const schema = { type: "object", properties: { total: { type: "number" } } };
    const { components } = description;
    const schemas = { "2fa-device": schema };
    describeAs({ ...(JSON.parse(document) as object), components: { ...components, schemas } });
    expect([await add("acme", ...from, ...bills), workspace.err]).toEqual([0, []]);
    expect(workspace.read("specs/acme/names.yaml")).toMatch(/: Schema2faDevice$/m);
  });

  it("names every text that is still to be written, with its line", async () => {
    await add("acme", ...from, ...bills);
    const lines = await unwritten(workspace.root, "acme");
    expect(lines).toContain("specs/acme/vendor.yaml:7: To be written: where it is published.");
    expect(lines.filter((line) => line.includes("what total of"))).toHaveLength(1);
    for (const line of lines) {
      const [, file = "", number = "", text = ""] = /^(.+?):(\d+): (.*)$/.exec(line) ?? [];
      expect(workspace.read(file).split("\n")[Number(number) - 1]).toContain(text);
    }
    expect(await unwritten(workspace.root, "deepgram")).toEqual([]);
  });

  it.each<[string, string[], RegExp]>([
    ["a name that exists", ["deepgram"], /^specs\/deepgram: is there already/],
    ["the name of a package of ours", ["core"], /^packages\/core: is there already/],
    [
      "the name of a workspace of ours",
      ["scripts"],
      /^scripts: is called @billkit\/scripts already/,
    ],
    ["a path", ["../acme"], /^"\.\.\/acme" is not a vendor's name/],
    ["a path within", ["acme/x"], /is not a vendor's name/],
    ["capitals", ["Acme"], /is not a vendor's name/],
    ["a dot", ["."], /is not a vendor's name/],
    [
      "a name with the runtime's class",
      ["api-error"],
      /"ApiError" is also a name that every vendor package exports/,
    ],
  ])("refuses %s", async (_, [name = ""], said) => {
    await refused([name, ...from, ...bills], said);
  });

  it.each<[string, string[], RegExp]>([
    [
      "an operation that is not there",
      ["GET /bill"],
      /GET \/bill is not in acme\.json; did you mean GET \/bills\?$/,
    ],
    ["what is no operation", ["bills"], /"bills" is not of the form "GET \/path"/],
    ["an operation given twice", ["GET /bills", "GET /bills=other"], /GET \/bills is given twice/],
    [
      "one name for two",
      ["GET /bills=one", "POST /bills=one"],
      /one names both GET \/bills and POST \/bills/,
    ],
    ["names that differ in capitals", ["GET /bills=getOne", "POST /bills=getone"], /names both/],
    ["a word of the language", ["GET /bills=delete"], /delete is also a word of the language/],
    ["a method with a capital", ["GET /bills=Bills"], /Bills must begin with a small letter/],
    ["a tag without a capital", ["GET /bills=bills:usage"], /usage must begin with a capital/],
    [
      "a credential that is no header",
      ["GET /odd"],
      /ask for odd: a credential that is no header is not supported/,
    ],
  ])("refuses %s", async (_, operations, said) => {
    await refused(["acme", ...from, "--operations", ...operations], said);
  });

  it("refuses a description without a server, and takes one that is given", async () => {
    describeAs({ ...description, servers: [{ url: "/v1" }] });
    await refused(["acme", ...from, ...bills], /names no https server: give one with --server URL/);
    expect(await add("acme", ...from, ...bills, "--server", "https://acme.test")).toBe(0);
    expect(workspace.read("specs/acme/vendor.yaml")).toContain("server: https://acme.test");
  });

  async function refused(args: readonly string[], said: RegExp): Promise<void> {
    const before = workspace.snapshot();
    expect(await add(...args)).toBe(1);
    expect(workspace.err).toEqual([expect.stringMatching(said)]);
    expect(workspace.snapshot()).toEqual(before);
  }

  it("gives operations without a usable name one of their own", async () => {
    const all = ["GET /bills", "POST /bills", "GET /bills/{id}"];
    expect(await add("acme", ...from, "--operations", ...all)).toBe(0);
    const ids = [...workspace.read("specs/acme/vendor.yaml").matchAll(/operationId: (\w+)/g)];
    expect(ids.map(([, id]) => id)).toEqual(["listBills", "listBillsOperation", "billGet"]);
  });
});

describe("what is missing", () => {
  it.each([
    [[], 'add needs NAME and --from FILE|URL and --operations "METHOD /path" (--help says more)'],
    [["acme", ...from], 'add needs --operations "METHOD /path" (--help says more)'],
    [["acme", ...bills], "add needs --from FILE|URL (--help says more)"],
  ])("is an error without a terminal: %j", async (args, said) => {
    expect(await add(...args)).toBe(1);
    expect(workspace.err).toEqual([said]);
  });

  it("is asked for at a terminal", async () => {
    const answers = ["acme", join(workspace.root, "acme.json"), "GET /bills=bills", ""];
    const asked: string[] = [];
    const ask = (question: string): Promise<string> => {
      asked.push(question);
      return Promise.resolve(answers.shift() ?? "");
    };
    expect(await workspace.run(["add"], undefined, undefined, ask)).toBe(0);
    expect(asked).toHaveLength(4);
    expect(workspace.read("specs/acme/vendor.yaml")).toContain("operationId: bills");
  });
});

it("takes Twilio's balance, usage records and usage triggers as they are published", async () => {
  const account = "/2010-04-01/Accounts/{AccountSid}";
  const code = await workspace.run([
    ...["add", "twilio-usage", "--from", fixturePath("twilio/api-v2010.json.gz"), "--operations"],
    ...["Balance", "Usage/Records", "Usage/Triggers"].map((name) => `GET ${account}/${name}.json`),
    `POST ${account}/Usage/Triggers.json=createUsageTrigger:Triggers`,
  ]);
  expect([code, workspace.err]).toEqual([0, []]);
  const contract = workspace.read("specs/twilio-usage/openapi.yaml");
  for (const text of ["application/x-www-form-urlencoded", 'prefix: "Basic "', "scheme: basic"])
    expect(contract).toContain(text);
});
