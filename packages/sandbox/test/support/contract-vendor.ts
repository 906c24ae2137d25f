import { openContractVendor } from "../../src/engine/contract-vendor.js";
import { Contract } from "../../src/engine/contract.js";
import type { Hit } from "../../src/engine/fault.js";
import { isObject, text, type Json, type JsonObject } from "../../src/engine/json.js";
import { Service } from "../../src/engine/service.js";

const world = {
  seed: 1,
  clock: { now: () => Date.UTC(2026, 5, 15) },
  reportPolls: 0,
  changed: () => undefined,
};
export const base64 = (text: string) => Buffer.from(text).toString("base64");

/** A contract with one operation, `POST /things/{Sid}`, whose responses have this schema. */
export function contractOf(schema: Json, more: JsonObject = {}): JsonObject {
  return {
    openapi: "3.1.0",
    info: { title: "Things", version: "1", "x-billkit-errors": [{ code: "Code", message: "Why" }] },
    security: [{ Basic: [] }],
    paths: {
      "/things/{Sid}": {
        post: {
          operationId: "makeThing",
          parameters: [
            {
              name: "Sid",
              in: "path",
              required: true,
              schema: { type: "string", pattern: "^TH[0-9a-f]{32}$" },
            },
            { name: "X-Trace", in: "header", required: true, schema: { type: "integer" } },
          ],
          responses: {
            "201": { description: "Made.", content: { "application/json": { schema } } },
            "4XX": { description: "Refused." },
          },
          ...more,
        },
      },
    },
    components: {
      schemas: {
        Tree: {
          type: "object",
          properties: { leaf: { type: "string" }, of: { $ref: "#/components/schemas/Tree" } },
        },
        Hook: { type: "object", required: ["kind"], properties: { kind: { type: "string" } } },
        Mail: {
          type: "object",
          required: ["kind", "to"],
          properties: { kind: { type: "string" }, to: { type: "string", format: "email" } },
        },
      },
      securitySchemes: {
        Basic: { "x-billkit-credential": { header: "Authorization", prefix: "Basic " } },
      },
    },
  };
}

/** Deviations from a valid request. */
export interface TestRequest {
  readonly method?: string;
  readonly credential?: string;
  readonly sid?: string;
  readonly query?: string;
  readonly body?: string;
  readonly effect?: Hit["effect"];
}

/** A contract's vendor, and a function that sends requests for its operation, valid by default. */
export async function openThings(document: JsonObject) {
  const contract = await Contract.open(document);
  const vendor = openContractVendor("things", contract, {
    document,
    world,
    given: undefined,
    at: "/vendors/things",
  });
  const service = new Service(contract, vendor, world, {
    enforceLimits: false,
    validateResponses: true,
  });
  const access = vendor.access("http://sandbox");
  const { "X-Trace": trace, body } = access.arguments.makeThing ?? {};
  const Sid = text(access.arguments.makeThing, "Sid") ?? "";
  const send = (given: TestRequest = {}) =>
    service.handle(
      {
        method: given.method ?? "POST",
        origin: "http://sandbox",
        path: `/things/${given.sid ?? Sid}`,
        query: given.query ?? "",
        headers: {
          authorization: `Basic ${given.credential ?? access.credential}`,
          "x-trace": JSON.stringify(trace),
          "content-type": "application/x-www-form-urlencoded",
        },
        body: given.body ?? form(body),
      },
      given.effect,
    );
  return { vendor, access, send };
}

function form(body: unknown): string {
  const fields = Object.entries(isObject(body) ? body : {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) => [name, String(each)]),
  );
  return new URLSearchParams(fields).toString();
}
