import { describe, expect, it } from "@jest/globals";
import type { Json, JsonObject } from "../src/engine/json.js";
import { base64, contractOf, openThings, type TestRequest } from "./support/contract-vendor.js";

describe("errors of a vendor that is served from its contract alone", () => {
  it("require the credential; for HTTP Basic, user name and password in base64", async () => {
    const { send, access, vendor } = await openThings(contractOf({}));
    expect(Buffer.from(access.credential, "base64").toString()).toMatch(/^sandbox:[0-9a-f]{32}$/);
    expect(send({ credential: base64("other:word") }).status).toBe(401);
    expect(vendor.environment("http://here")).toEqual({
      THINGS_CREDENTIAL: access.credential,
      THINGS_BASE_URL: "http://here",
    });
  });

  it("name user name and password in the environment as a contract with HTTP Basic does", async () => {
    const trait = {
      header: "Authorization",
      prefix: "Basic ",
      basic: {
        username: { option: "sid", environment: "THINGS_SID" },
        password: { option: "token", environment: "THINGS_TOKEN" },
      },
    };
    const contract = contractOf({});
    const components = { securitySchemes: { Basic: { "x-billkit-credential": trait } } };
    const { access, vendor } = await openThings({ ...contract, components });
    const variables = vendor.environment("http://here");
    expect(Object.keys(variables).sort()).toEqual([
      "THINGS_BASE_URL",
      "THINGS_SID",
      "THINGS_TOKEN",
    ]);
    expect(base64(`${variables.THINGS_SID}:${variables.THINGS_TOKEN}`)).toBe(access.credential);
  });

  it.each<[string, Json, JsonObject]>([
    [
      "with its required fields",
      {
        type: "object",
        required: ["Code", "status", "at"],
        properties: {
          Code: { type: "string" },
          status: { type: "integer", minimum: 400, maximum: 499 },
          at: { type: "string", format: "date-time" },
        },
      },
      { Code: "bad-credential", Why: "bad credential" },
    ],
    [
      "with those fields only",
      {
        type: "object",
        required: ["message"],
        properties: { message: { type: "string" } },
        additionalProperties: false,
      },
      {},
    ],
    ["without any known field", { type: "object" }, { Code: "bad-credential" }],
  ])("use the error form that the operation declares, %s", async (_, schema, expected) => {
    const refused = {
      description: "Refused.",
      content: { "application/problem+json": { schema } },
    };
    const made = { description: "Made.", content: { "application/json": { schema: {} } } };
    const { send } = await openThings(
      contractOf({}, { responses: { "201": made, "4XX": refused } }),
    );
    const { status, headers, body } = send({ credential: base64("other:word") });
    expect([status, headers["content-type"]]).toEqual([401, "application/problem+json"]);
    expect(JSON.parse(body)).toMatchObject(expected);
  });

  it.each<[string, number, TestRequest]>([
    ["a status", 503, { effect: { kind: "status", status: 503 } }],
    ["a rate limit", 429, { effect: { kind: "rate-limit" } }],
    ["an expired credential", 401, { effect: { kind: "expired-token" } }],
  ])("use the declared error form for a fault too: %s", async (_, status, request) => {
    const schema = { type: "object", required: ["at"], properties: { at: { type: "integer" } } };
    const refused = { description: "Refused.", content: { "application/json": { schema } } };
    const responses = { "201": { description: "Made." }, "4XX": refused, "503": refused };
    const { send } = await openThings(contractOf({}, { responses }));
    const answer = send(request);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toEqual({
      at: expect.any(Number),
      Code: expect.any(String),
      Why: expect.any(String),
    });
  });

  it.each<[string, number, TestRequest]>([
    ["422 for an invalid request", 422, { sid: "none" }],
    ["403 for a credential", 403, { credential: base64("other:word") }],
  ])("use a declared status: %s", async (_, status, request) => {
    const responses = {
      "201": { description: "Made." },
      "403": { description: "Forbidden." },
      "422": { description: "Wrong." },
    };
    const { send } = await openThings(contractOf({}, { responses }));
    expect(send(request).status).toBe(status);
  });

  it("have a default status and form if the operation declares none", async () => {
    const { send } = await openThings(
      contractOf({}, { responses: { "201": { description: "Made." } } }),
    );
    expect(send({ sid: "none" }).status).toBe(400);
    const { status, body } = send({ credential: base64("other:word") });
    expect([status, JSON.parse(body)]).toEqual([
      401,
      { Code: "bad-credential", Why: "bad credential" },
    ]);
  });

  it("list the allowed methods with a 405", async () => {
    const { send } = await openThings(contractOf({}));
    const { status, headers } = send({ method: "PUT" });
    expect([status, headers.allow]).toEqual([405, "POST"]);
  });

  it.each<[Json]>([[[]], [[{ Basic: [] }, {}]]])(
    "don't require a credential if the operation's security is %j",
    async (security) => {
      const { send } = await openThings(contractOf({}, { security }));
      expect(send({ credential: base64("other:word") }).status).toBe(201);
    },
  );
});
