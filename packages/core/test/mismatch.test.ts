import { describe, expect, it } from "@jest/globals";
import {
  ConfigurationError,
  InvalidRequestError,
  UnexpectedResponseError,
  type Shape,
} from "../src/index.js";
import { rawClient } from "../src/client/raw.js";
import { failure, json, listBalances, project, rig, secret } from "./support/service.js";
import { answering, balances, fine } from "./support/shapes.js";

const tree: Shape = { fields: { value: "number", children: { items: () => tree } } };
const twins: Shape = {
  anyOf: [
    { required: ["a"], fields: { a: "number", next: () => twins } },
    { required: ["a"], fields: { a: "object", next: () => twins } },
  ],
};

describe("a 2xx whose JSON is not what was declared", () => {
  it.each<[string, unknown, string, string]>([
    [
      "an amount as a string",
      { ...fine, amount: "1.5" },
      "/amount",
      "a string; declared: a number",
    ],
    ["a list for the body", [], "", "it is an array; declared: an object"],
    ["a text for the body", "no", "", "it is a string; declared: an object"],
    ["a required field missing", { results: [] }, "/id", "missing; declared: required"],
    ["a required list missing", { id: 1 }, "/results", "missing; declared: required"],
    ["null for a required list", { id: 1, results: null }, "/results", "null; declared: an array"],
    ["an object for a list", { id: 1, results: {} }, "/results", "an object; declared: an array"],
    [
      "a member",
      { id: 1, results: [{ dollars: 1 }, null] },
      "/results/1",
      "null; declared: an obj",
    ],
    ["a field of a member", { id: 1, results: [{}] }, "/results/0/dollars", "missing"],
    [
      "null for a required number",
      { id: 1, results: [{ dollars: null }] },
      "/results/0/dollars",
      "null",
    ],
    ["true", { ...fine, amount: true }, "/amount", "a boolean; declared: a number"],
    ["a key to escape", { ...fine, limits: { ok: 1, "a/b~": "1" } }, "/limits/a~1b~0", "a string"],
    [
      "null for a number that may be absent",
      { ...fine, amount: null },
      "/amount",
      "null; declared: a n",
    ],
    [
      "null for a number or text that may be absent",
      { ...fine, either: null },
      "/either",
      "null; declared: a string or a number",
    ],
    [
      "null for a list, text or number that may be absent",
      { ...fine, nested: null },
      "/nested",
      "null; declared: an array or a string or a number",
    ],
    [
      "null for a number of another schema that may be absent",
      { ...fine, whole: null },
      "/whole",
      "null; declared: a number",
    ],
    ["null in a map", { ...fine, limits: { a: null } }, "/limits/a", "null; declared: a number"],
    [
      "no alternative's kind",
      { ...fine, note: {} },
      "/note",
      "an object; declared: null or a number",
    ],
    [
      "the nearest alternative",
      { ...fine, target: { url: 1, port: "80" } },
      "/target/port",
      "a string",
    ],
    ["the one that was meant", { ...fine, target: { to: "me" } }, "/target/to", "a string"],
  ])("%s", async (_, body, pointer, problem) => {
    const { client, requests } = rig(() => json(body));
    const error = await failure(client.call(answering(balances), project));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({
      reason: "mismatch",
      pointer,
      status: 200,
      body: JSON.stringify(body),
      attempts: 1,
    });
    const { message } = error as Error;
    expect(message).toContain(
      "listBalances: GET https://api.acme.example/v1/projects/p-1/balances answered 200 with a body that breaks the contract: ",
    );
    expect(message).toContain(problem);
    // It would be the same again.
    expect(requests).toHaveLength(1);
  });

  it.each<[string, object]>([
    ["fields that are not declared", { ...fine, more: { amount: "1" }, constructor: 1 }],
    ["1.5 where an integer was declared", { ...fine, amount: 1.5 }],
    ["null for what may be absent", { ...fine, target: null, limits: null, text: null }],
    ["each of a number or text", { ...fine, either: "1", nested: 1, whole: 1 }],
    ["the other of a number or text", { ...fine, either: 1, nested: "1" }],
    ["null for a required text", { ...fine, id: null }],
    ["another kind where neither number nor list was declared", { ...fine, id: {} }],
    ["each alternative", { ...fine, note: null, target: { url: 1 } }],
  ])("is not one with %s", async (_, body) => {
    const { client } = rig(() => json(body));
    await expect(client.call(answering(balances), project)).resolves.toEqual(body);
  });

  it.each<[string, string, boolean]>([
    ["1e999", "Infinity", false],
    ["-1e999", "-Infinity", false],
    ["1e308", "", true],
  ])("a number as large as %s", async (amount, is, passes) => {
    const { client } = rig(() => new Response(`{"amount":${amount}}`));
    const call = client.call(answering({ fields: { amount: "number" } }), project);
    if (passes) await expect(call).resolves.toEqual({ amount: 1e308 });
    else expect(String(await failure(call))).toContain(`/amount is ${is}; declared: a number`);
  });

  it.each<[string, Shape, string]>([
    ["a tree", tree, `{"children":[`.repeat(100_000)],
    ["alternatives", twins, `{"a":1,"next":`.repeat(100_000)],
  ])("%s, nested 100,000 deep, is told and not followed", async (_, shape, open) => {
    const close = open.startsWith(`{"c`) ? "]}" : "}";
    const body = `${open}{"a":1}${close.repeat(100_000)}`;
    const { client } = rig(() => new Response(body));
    const error = await failure(client.call(answering(shape), project));
    expect(error).toMatchObject({ name: "UnexpectedResponseError", reason: "mismatch" });
    expect((error as Error).message).toContain("is too deep; declared: at most 200 levels");
    expect((error as Error).message.length).toBeLessThan(400);
  });

  it.each([
    ["by what comes first", `{"a":1,"next":`, "}"],
    ["by what comes last", `{"next":`, `,"a":1}`],
  ])("that fits no alternative on any level, %s, is told in time", async (_, open, close) => {
    const body = `${open.repeat(150)}{"a":"x"}${close.repeat(150)}`;
    const { client } = rig(() => new Response(body));
    const error = await failure(client.call(answering(twins), project));
    expect(error).toMatchObject({ pointer: `${"/next".repeat(150)}/a` });
  });

  it.each<[string, Shape, string, boolean]>([
    ["a text", "string", '"a"', true],
    ["a text", "string", "1", false],
    ["null that is declared", { anyOf: ["null", "object"] }, "null", true],
    ["an array", "array", "[]", true],
    ["a boolean", "boolean", "{}", false],
  ])("%s as the body: its kind is held", async (_, shape, body, passes) => {
    const { client } = rig(() => new Response(body));
    const call = client.call(answering(shape), project).then(
      () => true,
      () => false,
    );
    await expect(call).resolves.toBe(passes);
  });

  it("tells no secret that stands in a name, and no line break", async () => {
    const { client } = rig(() => json({ limits: { [`${secret}\n${"x".repeat(500)}`]: "1" } }));
    const shape: Shape = { fields: { limits: { values: "number" } } };
    const error = await failure(client.call(answering(shape), project));
    const { message, pointer } = error as UnexpectedResponseError;
    expect(message).not.toMatch(/\n|canary/);
    expect(message.length).toBeLessThan(350);
    expect(pointer).toContain("/limits/[redacted]\n");
    expect(JSON.stringify(error)).not.toContain(secret);
  });
});

describe("responseMismatch", () => {
  const body = { amount: "1.5", id: "i", results: [{ dollars: "2" }] };

  it.each<["client" | "call"]>([["client"], ["call"]])(
    "warning, of a %s: the data comes as it is, and the logger is told once",
    async (where) => {
      const told: unknown[] = [];
      const logger = { warn: (...said: unknown[]) => told.push(said) };
      const option = { responseMismatch: "warning" } as const;
      const { client } = rig(() => json(body), { logger, ...(where === "client" && option) });
      const options = where === "call" ? option : {};
      const { data } = await client.call(answering(balances), project, options).withResponse();
      expect(data).toEqual(body);
      expect(told).toEqual([
        [
          "mismatch",
          { operation: "listBalances", pointer: "/amount", is: "a string", declared: "a number" },
        ],
      ]);
    },
  );

  it("of a call prevails", async () => {
    const { client } = rig(() => json(body), { responseMismatch: "warning" });
    const call = client.call(answering(balances), project, { responseMismatch: "error" });
    expect(await failure(call)).toMatchObject({ reason: "mismatch" });
  });

  it("is nothing else", async () => {
    const options: object = { responseMismatch: "ignore" };
    expect(() => rig(() => json({}), options)).toThrow(ConfigurationError);
    expect(() => rig(() => json({}), options)).toThrow(
      'Acme: responseMismatch is "ignore"; allowed: error, warning',
    );
    const { client } = rig(() => json({}));
    expect(await failure(client.call(listBalances, project, options))).toBeInstanceOf(
      InvalidRequestError,
    );
  });

  it("does not concern raw", async () => {
    const { client } = rig(() => json({ balances: "none" }));
    const { data } = await rawClient(client).GET("/v1/projects/{project_id}/balances", {
      params: { path: project },
    });
    expect(data).toEqual({ balances: "none" });
  });
});
