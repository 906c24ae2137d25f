import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { Contract } from "../src/engine/contract.js";
import type { Answer } from "../src/engine/message.js";
import type { Refusal } from "../src/engine/refusal.js";
import { Service } from "../src/engine/service.js";
import { Slot } from "../src/engine/slot.js";
import type { Handler, World } from "../src/engine/vendor.js";
import { contractVendors, ownVendors } from "./support/vendors.js";

const world: World = {
  seed: 1,
  clock: { now: () => 0 },
  reportPolls: 0,
  changed: () => undefined,
};
const tills = {
  openapi: "3.1.0",
  info: { title: "Tills", version: "1", "x-billkit-request-id": { header: "x-till" } },
  paths: {
    "/tills/{till}": {
      get: {
        operationId: "getTill",
        parameters: [
          { name: "till", in: "path", required: true, schema: { type: "string" } },
          { name: "deep", in: "query", schema: { type: "integer", default: 4 } },
          { name: "tag", in: "query", schema: { type: "array", items: { type: "string" } } },
        ],
        responses: {
          "200": {
            description: "A till.",
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  required: ["cents"],
                  properties: { cents: { type: "integer" } },
                },
              },
            },
          },
        },
      },
      delete: { operationId: "deleteTill", responses: { "204": { description: "Gone." } } },
    },
  },
};

let contract: Contract;
beforeAll(async () => {
  contract = await Contract.open(tills);
});

/** An unknown vendor whose errors only have a code. */
function serve(getTill: Handler, validateResponses = true) {
  const vendor = {
    name: "tills",
    operations: { getTill },
    slot: new Slot<object>(
      { read: () => ({}), make: () => ({}), check: () => undefined, advance: () => undefined },
      world,
      "",
    ),
    routes: {},
    actions: {},
    faultKinds: {},
    errorForms: {},
    permissionsOf: () => [],
    refuse: (refusal: Refusal): Answer => ({ status: 418, text: JSON.stringify(refusal) }),
    access: (baseUrl: string) => ({ baseUrl }),
    environment: () => ({}),
  };
  const service = new Service(contract, vendor, world, { enforceLimits: true, validateResponses });
  return (path: string, query = "", method = "GET") => {
    const response = service.handle({ method, origin: "", path, query, headers: {}, body: "" });
    return { ...response, body: JSON.parse(response.body) as unknown };
  };
}

describe("the engine", () => {
  it("decodes the path, converts the query and applies defaults", () => {
    const send = serve(({ path: { till = "" }, query }) => ({
      status: 200,
      json: { cents: 1, till, deep: query.number("deep") ?? null, tags: query.list("tag") },
    }));
    expect(send("/tills/a%2Fb%20c").body).toEqual({ cents: 1, till: "a/b c", deep: 4, tags: [] });
    expect(send("/tills/x", "deep=7&tag=a").body).toMatchObject({ deep: 7, tags: ["a"] });
    expect(send("/tills/x", "tag=b&tag=a").body).toMatchObject({ tags: ["b", "a"] });
  });

  it.each([
    ["%25", "%"],
    ["50%25%1E", "50%\u001e"],
    ["%2541", "%41"],
    ["%252Fa", "%2Fa"],
    ["%C3%A4%2F", "ä/"],
  ])("decodes %s in a path once", (sent, till) => {
    const send = serve(({ path }) => ({ status: 200, json: { cents: 1, till: path.till ?? "" } }));
    expect(send(`/tills/${sent}`).body).toEqual({ cents: 1, till });
  });

  it("matches an operation again, however many addresses were requested", () => {
    const send = serve(({ path: { till = "" } }) => ({ status: 200, json: { cents: 1, till } }));
    const tills = Array.from({ length: 1_500 }, (_, index) => `t${index}`);
    for (const till of [...tills, "t0", "t0", "t1499"]) {
      expect(send(`/tills/${till}`).body).toEqual({ cents: 1, till });
    }
    expect(send("/tills/t0", "", "PUT").body).toMatchObject({ allowed: ["GET", "DELETE"] });
  });

  it("passes the details of an error to the vendor", () => {
    const send = serve(() => ({ status: 200, json: { cents: 1 } }), false);
    expect(send("/tills/x", "deep=a").body).toEqual({
      kind: "bad-parameter",
      parameter: "deep",
      reason: "value",
      value: "a",
      message: "must be integer",
    });
    expect(send("/tills/x", "__proto__=a").body).toMatchObject({
      parameter: "__proto__",
      reason: "undeclared",
    });
    expect(send("/tills/x", "", "PUT").body).toMatchObject({ allowed: ["GET", "DELETE"] });
    expect(send("/tills/x", "", "DELETE").body).toMatchObject({ kind: "no-such-path" });
  });

  it("rejects a response that breaks the contract", () => {
    const wrong: Answer = { status: 200, json: { cents: "1" } };
    expect(serve(() => wrong)("/tills/x").body).toEqual({
      kind: "broken",
      message: "getTill 200 application/json: /cents must be integer",
    });
    expect(serve(() => wrong, false)("/tills/x").body).toEqual({ cents: "1" });
  });

  it("sends each request's own id, in the header that the contract names", () => {
    const send = serve(() => ({ status: 200, json: { cents: 1 } }));
    const ids = [send("/tills/x"), send("/none")].map(({ headers }) => headers["x-till"]);
    expect(new Set(ids).size).toBe(2);
  });

  it("rejects an invalid contract", async () => {
    await expect(Contract.open({ openapi: "3.0.0", paths: {} })).rejects.toThrow("OpenAPI 3.1");
  });

  it("contains no vendor's name", () => {
    const directory = path.resolve(
      path.dirname(String(expect.getState().testPath)),
      "../src/engine",
    );
    // Each word of the names of vendors with behaviour of their own; of others, whose names can be
    // common words such as `usage-records`, the whole name.
    // such as `usage-records`, the whole name.
    const words = [
      ...ownVendors.flatMap((vendor) => vendor.split("-")),
      ...contractVendors.flatMap((vendor) => [vendor, vendor.replaceAll("-", "")]),
    ];
    for (const file of readdirSync(directory)) {
      const source = readFileSync(path.join(directory, file), "utf8").toLowerCase();
      // A folder can also be a common word, so only brand names are searched.
      const named = words.filter((word) => word !== "cloud" && source.includes(word));
      expect({ file, named }).toEqual({ file, named: [] });
    }
  });
});
