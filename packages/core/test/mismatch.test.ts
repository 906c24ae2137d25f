import { describe, expect, it } from "@jest/globals";
import {
  anyOf,
  ConfigurationError,
  InvalidRequestError,
  recursive,
  UnexpectedResponseError,
  type Shape,
} from "../src/index.js";
import { rawClient } from "../src/client/raw.js";
import { failure, json, listBalances, project, rig, secret } from "./support/service.js";
import { answering, balances, fine } from "./support/shapes.js";

const tree: Shape = { fields: { value: "number", children: { items: recursive(() => tree) } } };
const twins: Shape = anyOf([
  { required: ["a"], fields: { a: "number", next: recursive(() => twins) } },
  { required: ["a"], fields: { a: "object", next: recursive(() => twins) } },
]);

describe("a number that a double can't represent", () => {
  const read = (text: string): Promise<unknown> =>
    rig(() => new Response(text)).client.call(answering({ values: "number" }), project);

  it.each([
    ['{"a":9007199254740993}', "/a"],
    ['{"a":-9007199254740993}', "/a"],
    ['{"3e1f":1,"a":9007199254740993}', "/a"],
    ['{"b":1e21,"a":9007199254740993}', "/a"],
  ])("is an error: %s", async (text, pointer) => {
    expect(await failure(read(text))).toMatchObject({ reason: "mismatch", pointer });
  });

  it.each(['{"a":9007199254740992}', '{"a":1e21}', '{"a":-1.5E+300}', '{"a":0.1}'])(
    "isn't one of %s",
    async (text) => {
      expect(await read(text)).toEqual(JSON.parse(text));
    },
  );
});

describe("a 2xx whose JSON breaks the contract", () => {
  it.each<[string, unknown, string, string]>([
    [
      "an amount as a string",
      { ...fine, amount: "1.5" },
      "/amount",
      "a string; declared: a number",
    ],
    ["an array for the body", [], "", "it is an array; declared: an object"],
    ["a string for the body", "no", "", "it is a string; declared: an object"],
    ["a required field missing", { results: [] }, "/id", "missing; declared: required"],
    ["a required list missing", { id: 1 }, "/results", "missing; declared: required"],
    ["null for a required array", { id: 1, results: null }, "/results", "null; declared: an array"],
    ["an object for an array", { id: 1, results: {} }, "/results", "an object; declared: an array"],
    [
      "a member",
      { id: 1, results: [{ dollars: 1 }, null] },
      "/results/1",
      "null; declared: an obj",
    ],
    ["a field of an array item", { id: 1, results: [{}] }, "/results/0/dollars", "missing"],
    [
      "null for a required number",
      { id: 1, results: [{ dollars: null }] },
      "/results/0/dollars",
      "null",
    ],
    ["true", { ...fine, amount: true }, "/amount", "a boolean; declared: a number"],
    [
      "a key that needs escaping",
      { ...fine, limits: { ok: 1, "a/b~": "1" } },
      "/limits/a~1b~0",
      "a string",
    ],
    ["null for an optional number", { ...fine, amount: null }, "/amount", "null; declared: a n"],
    [
      "null for an optional number or string",
      { ...fine, either: null },
      "/either",
      "null; declared: a string or a number",
    ],
    [
      "null for an optional array, string or number",
      { ...fine, nested: null },
      "/nested",
      "null; declared: an array or a string or a number",
    ],
    [
      "null for an optional number of another schema",
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
    ["the intended alternative", { ...fine, target: { to: "me" } }, "/target/to", "a string"],
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
    // A retry would return the same body.
    expect(requests).toHaveLength(1);
  });

  it.each<[string, object]>([
    ["undeclared fields", { ...fine, more: { amount: "1" }, constructor: 1 }],
    ["1.5 where an integer was declared", { ...fine, amount: 1.5 }],
    ["null for an optional field", { ...fine, target: null, limits: null, text: null }],
    ["one alternative of a number or string", { ...fine, either: "1", nested: 1, whole: 1 }],
    ["the other alternative of a number or string", { ...fine, either: 1, nested: "1" }],
    ["null for a required string", { ...fine, id: null }],
    ["another type where neither a number nor an array was declared", { ...fine, id: {} }],
    ["each alternative", { ...fine, note: null, target: { url: 1 } }],
  ])("isn't reported for %s", async (_, body) => {
    const { client } = rig(() => json(body));
    await expect(client.call(answering(balances), project)).resolves.toEqual(body);
  });

  it.each<[string, string, boolean]>([
    ["1e999", "Infinity", false],
    ["-1e999", "-Infinity", false],
    ["1e308", "", true],
  ])("compares a number as large as %s", async (amount, is, passes) => {
    const { client } = rig(() => new Response(`{"amount":${amount}}`));
    const call = client.call(answering({ fields: { amount: "number" } }), project);
    if (passes) await expect(call).resolves.toEqual({ amount: 1e308 });
    else expect(String(await failure(call))).toContain(`/amount is ${is}; declared: a number`);
  });

  it.each<[string, Shape, string]>([
    ["a tree", tree, `{"children":[`.repeat(100_000)],
    ["alternatives", twins, `{"a":1,"next":`.repeat(100_000)],
  ])("%s, nested 100,000 deep, is rejected without recursion", async (_, shape, open) => {
    const close = open.startsWith(`{"c`) ? "]}" : "}";
    const body = `${open}{"a":1}${close.repeat(100_000)}`;
    const { client } = rig(() => new Response(body));
    const error = await failure(client.call(answering(shape), project));
    expect(error).toMatchObject({ name: "UnexpectedResponseError", reason: "mismatch" });
    expect((error as Error).message).toContain("is too deep; declared: at most 200 levels");
    expect((error as Error).message.length).toBeLessThan(400);
  });

  it.each([
    ["with the match first", `{"a":1,"next":`, "}"],
    ["with the match last", `{"next":`, `,"a":1}`],
  ])(
    "that matches no alternative at any level, %s, is rejected in linear time",
    async (_, open, close) => {
      const body = `${open.repeat(150)}{"a":"x"}${close.repeat(150)}`;
      const { client } = rig(() => new Response(body));
      const error = await failure(client.call(answering(twins), project));
      expect(error).toMatchObject({ pointer: `${"/next".repeat(150)}/a` });
    },
  );

  it.each<[string, Shape, string, boolean]>([
    ["a text", "string", '"a"', true],
    ["a text", "string", "1", false],
    ["null where it is declared", ["null", "object"], "null", true],
    ["an array", "array", "[]", true],
    ["a boolean", "boolean", "{}", false],
  ])("%s as the body: checks its type", async (_, shape, body, passes) => {
    const { client } = rig(() => new Response(body));
    const call = client.call(answering(shape), project).then(
      () => true,
      () => false,
    );
    await expect(call).resolves.toBe(passes);
  });

  it("quotes no secret in a property name, and no line break", async () => {
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
    '"warning" on the %s returns the data unchanged and logs one warning',
    async (where) => {
      const warnings: unknown[] = [];
      const logger = { warn: (...line: unknown[]) => warnings.push(line) };
      const option = { responseMismatch: "warning" } as const;
      const { client } = rig(() => json(body), { logger, ...(where === "client" && option) });
      const options = where === "call" ? option : {};
      const { data } = await client.call(answering(balances), project, options).withResponse();
      expect(data).toEqual(body);
      expect(warnings).toEqual([
        [
          "mismatch",
          { operation: "listBalances", pointer: "/amount", is: "a string", declared: "a number" },
        ],
      ]);
    },
  );

  it("on the call overrides the client's", async () => {
    const { client } = rig(() => json(body), { responseMismatch: "warning" });
    const call = client.call(answering(balances), project, { responseMismatch: "error" });
    expect(await failure(call)).toMatchObject({ reason: "mismatch" });
  });

  it("rejects any other value", async () => {
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

  it("doesn't apply to raw", async () => {
    const { client } = rig(() => json({ balances: "none" }));
    const { data } = await rawClient(client).GET("/v1/projects/{project_id}/balances", {
      params: { path: project },
    });
    expect(data).toEqual({ balances: "none" });
  });
});
