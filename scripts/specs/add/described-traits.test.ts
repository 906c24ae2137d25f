import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import type { JsonObject } from "../../common/json.js";
import { fixturePath } from "../testing/repository.js";
import { Workspace } from "../testing/workspace.js";
import { describedTraits } from "./described-traits.js";

const text = { type: "string" };
const list = { type: "array", items: { type: "object", properties: { id: text } } };
const answer = {
  type: "object",
  properties: {
    value: list,
    nextLink: text,
    data: { type: "object", properties: { rows: list, next: text } },
  },
};
const parameter = (name: string): JsonObject => ({ name, in: "query", schema: text });

/** The traits derived from an operation with these extensions. */
function traitsOf(extensions: JsonObject, method = "get"): JsonObject[] {
  const operation = {
    operationId: "listBills",
    tags: ["Billing"],
    parameters: ["page", "offset", "cursor"].map(parameter),
    responses: {
      "200": { description: "", content: { "application/json": { schema: answer } } },
      "202": { description: "" },
    },
  };
  const contract = {
    openapi: "3.1.0",
    info: { title: "Acme", "x-billkit-class": "Acme", "x-billkit-rate-headers": {} },
    servers: [{ url: "https://api.acme.test" }],
    tags: [{ name: "Billing" }],
    security: [{ key: [] }],
    paths: { "/bills": { [method]: operation } },
    components: {
      schemas: {},
      securitySchemes: { key: { "x-billkit-credential": { header: "X-Key" } } },
    },
  };
  const found = {
    ...{ key: "GET /bills", method, path: "/bills", operationId: "", tag: "Billing" },
    ...{ description: { name: "acme.yaml", document: {} }, item: {} },
    operation: { ...operation, ...extensions },
  };
  const names = new Map([["GET /bills", "listBills"]]);
  const { traits } = describedTraits([found], names, contract);
  return traits.map(({ name, trait }) => ({ [name]: trait }));
}

const pages = (trait: JsonObject): JsonObject[] => [{ "x-billkit-pages": trait }];
const speakeasy = (type: string, inputs: readonly string[], outputs: JsonObject): JsonObject => ({
  "x-speakeasy-pagination": {
    ...{ type, outputs },
    inputs: inputs.map((each) => ({ name: each, in: "parameters", type: each })),
  },
});

describe("defaults of the description's extensions", () => {
  it.each<[string, JsonObject, JsonObject[]]>([
    [
      "x-ms-pageable",
      { "x-ms-pageable": { nextLinkName: "nextLink" } },
      pages({ form: "next-url", items: "/value", next: "/nextLink" }),
    ],
    [
      "x-ms-pageable of items that aren't declared",
      { "x-ms-pageable": { nextLinkName: "nextLink", itemName: "bills" } },
      [],
    ],
    [
      "x-speakeasy-pagination by page",
      speakeasy("offsetLimit", ["page", "limit"], { results: "$.data.rows" }),
      pages({ form: "page", items: "/data/rows", parameter: "page" }),
    ],
    [
      "x-speakeasy-pagination by cursor",
      speakeasy("cursor", ["cursor"], { results: "$.data.rows", nextCursor: "$.data.next" }),
      pages({ form: "cursor", items: "/data/rows", parameter: "cursor", next: "/data/next" }),
    ],
    [
      "x-speakeasy-pagination by address",
      speakeasy("url", [], { results: "$.value", nextUrl: "$.nextLink" }),
      pages({ form: "next-url", items: "/value", next: "/nextLink" }),
    ],
    [
      "x-speakeasy-pagination by an expression",
      speakeasy("cursor", ["cursor"], { results: "$.value", nextCursor: "$.value[-1].id" }),
      [],
    ],
    [
      "x-ms-long-running-operation",
      {
        "x-ms-long-running-operation": true,
        "x-ms-long-running-operation-options": { "final-state-via": "location" },
      },
      [{ "x-billkit-report": { form: "location", name: "listBills" } }],
    ],
  ])("%s", (_, extensions, expected) => {
    expect(traitsOf(extensions)).toEqual(expected);
  });

  it("are omitted for operations other than GET if pages have addresses", () => {
    expect(traitsOf({ "x-ms-pageable": { nextLinkName: "nextLink" } }, "post")).toEqual([]);
  });
});

describe("add", () => {
  const workspace = Workspace.for("each test");
  const start = "/{scope}/providers/Microsoft.CostManagement/generateDetailedCostReport";
  const addAzure = (): Promise<number> =>
    workspace.run([
      ...["add", "azure", "--operations", `POST ${start}=createCostReport`, "--from"],
      fixturePath("azure/costmanagement.generatedetailedcostreport.json"),
    ]);
  const report = (): unknown =>
    (
      parse(workspace.read("specs/azure/openapi.yaml")) as {
        paths: Record<string, { post: JsonObject }>;
      }
    ).paths[start]?.post["x-billkit-report"];

  it("writes them into a new overlay and keeps people's changes to it", async () => {
    expect([await addAzure(), workspace.err]).toEqual([0, []]);
    expect(report()).toEqual({ form: "location", name: "createCostReport" });
    expect(workspace.out.join("\n")).toContain(
      `POST ${start}: x-ms-long-running-operation as x-billkit-report`,
    );
    expect(workspace.read("packages/azure/package.json")).toContain('"./reports"');
    const overlay = workspace.read("specs/azure/overlay.yaml");
    writeFileSync(
      join(workspace.root, "specs/azure/overlay.yaml"),
      overlay.replace("name: createCostReport", "name: costReport"),
    );
    expect([await addAzure(), workspace.err]).toEqual([0, []]);
    expect(report()).toEqual({ form: "location", name: "costReport" });
    expect(await workspace.run(["check"])).toBe(0);
  });

  it("lists extensions that no trait expresses", async () => {
    const file = fixturePath("azure/costmanagement.generatedetailedcostreport.json");
    const copy = join(workspace.root, "azure.json");
    cpSync(join(file, "../common-types.json"), join(workspace.root, "common-types.json"));
    const async = '"final-state-via": "azure-async-operation"';
    writeFileSync(copy, readFileSync(file, "utf8").replace(/"final-state-via": "location"/, async));
    expect(readFileSync(copy, "utf8")).toContain(async);
    const args = ["add", "azure", "--operations", `POST ${start}=createCostReport`, "--from", copy];
    expect([await workspace.run(args), workspace.err]).toEqual([0, []]);
    expect(report()).toBeUndefined();
    expect(workspace.out).toContain(`  POST ${start}: x-ms-long-running-operation`);
  });
});
