import { describe, expect, it } from "@jest/globals";
import type { Json, JsonObject } from "../../common/json.js";
import { type Edit, edited } from "../compare/testing/edit.js";
import { type Change, diffOf } from "../rate/level.js";
import { rate, rateIfPossible } from "./judge.js";
import { acme } from "./testing/acme.js";
import { contract } from "../compare/testing/cases.js";

const old = contract("deepgram");
const amount = "/components/schemas/Order/properties/amount";
const retyped = edited(old, { set: { [`${amount}/type`]: "string" } });

const object = (properties: JsonObject, required: string[] = []): Json => ({
  type: "object",
  properties,
  ...(required.length > 0 && { required }),
});
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

describe("where rules and compiler disagree, the higher level wins", () => {
  it("adds a major change for a break that the rules miss", async () => {
    const { diff } = await rate(old, retyped, diffOf([]));
    expect(diff.level).toBe("major");
    expect(diff.changes).toEqual([
      {
        level: "major",
        rule: "code-breaks",
        location: { old: amount, new: amount },
        old: null,
        new: null,
        message:
          "Order.amount: the rules rate the change none, but the compiler reports: Type 'string | undefined' does not satisfy the expected type 'number | undefined': code written for the old package no longer compiles",
      },
    ]);
  });

  it("keeps a major change that the compiler doesn't notice, and reports it", async () => {
    const change: Change = {
      level: "major",
      rule: "response-field-removed",
      location: { old: amount, new: amount },
      old: null,
      new: null,
      message: "`amount` is gone",
    };
    const { diff } = await rate(old, structuredClone(old), diffOf([change]));
    expect(diff.changes).toEqual([change]);
    expect(diff.notices).toEqual([
      `the rules rate response-field-removed at ${amount} as major, but the compiler finds no code that breaks: it stays major`,
    ]);
  });

  it("reports a contract that no package can be generated from", async () => {
    const now = edited(old, { set: { "op:listProjects/operationId": "no name" } });
    await expect(rate(old, now, diffOf([]))).rejects.toThrow(/^the new contract: /);
    const { notices } = await rateIfPossible(old, now, diffOf([]));
    expect(notices).toEqual([expect.stringMatching(/^the new contract: /)]);
  });
});

describe("rating with the compiler", () => {
  const line = (required: string[]): JsonObject => ({
    NewInvoice: object({ lines: { type: "array", items: ref("Line") } }),
    Line: object({ item: { type: "string" }, amount: { type: "number" } }, required),
  });
  const charge = (more: JsonObject): JsonObject => ({
    NewInvoice: {
      oneOf: [ref("Card"), ref("Bank")],
      discriminator: {
        propertyName: "kind",
        mapping: { card: "#/components/schemas/Card", bank: "#/components/schemas/Bank" },
      },
    },
    Card: object({ kind: { type: "string" }, amount: { type: "number" } }, ["kind"]),
    Bank: object({ kind: { type: "string" }, iban: { type: "string" } }, ["kind"]),
    Receipt: object({ total: { type: "number" }, ...more }),
  });
  const receipt = { Receipt: object({ total: { type: "number" } }) };
  const job = { ...receipt, Job: object({ id: { type: "string" } }) };

  it("sees a required field of an object in an optional list", async () => {
    const { diff, breaks } = await rate(
      acme({ ...receipt, ...line([]) }),
      acme({ ...receipt, ...line(["amount"]) }),
    );
    expect([diff.level, diff.notices, breaks.length]).toEqual(["major", undefined, 1]);
    expect(diff.changes.map(({ rule }) => rule)).toEqual(["request-field-required"]);
  });

  it("takes a discriminator's field as openapi-typescript narrows it", async () => {
    const { diff } = await rate(acme(charge({})), acme(charge({ currency: { type: "string" } })));
    expect([diff.level, diff.notices]).toEqual(["minor", undefined]);
  });

  it("rates a replaced success status with another body as major", async () => {
    const edit: Edit = {
      rename: { "op:createInvoice/responses/200": "202" },
      set: {
        "op:createInvoice/responses/200/content/application~1json/schema": ref("Job"),
      },
    };
    const before = acme({ ...job, ...line([]) });
    const { diff } = await rate(before, edited(before, edit));
    const [first, ...others] = diff.changes.filter(({ level }) => level === "major");
    expect(others).toEqual([]);
    expect(first?.rule).toBe("success-status-replaced");
    expect(first?.message).toMatch(
      /^createInvoice now answers 202 instead of 200, with another body/,
    );
  });
});
