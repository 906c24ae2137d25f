import { describe, expect, it } from "@jest/globals";
import {
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  ServiceClient,
} from "../src/index.js";
import { failure, json, listBalances, project, rig, secret, service } from "./support/service.js";

const once = { maxRetries: 0 };
const where = "listBalances: GET https://api.acme.example/v1/projects/p-1/balances";

describe("error classes by status", () => {
  it.each<[number, typeof ApiError]>([
    [400, BadRequestError],
    [401, AuthenticationError],
    [402, ApiError],
    [403, PermissionDeniedError],
    [404, NotFoundError],
    [408, ApiError],
    [409, ConflictError],
    [413, ApiError],
    [418, ApiError],
    [429, RateLimitError],
    [304, ApiError],
    [500, ServerError],
    [503, ServerError],
    [599, ServerError],
  ])("%d", async (status, type) => {
    const body = status === 304 ? null : "";
    const { client } = rig(
      () => new Response(body, { status, headers: { "acme-request-id": "r-1" } }),
    );
    const error = await failure(client.call(listBalances, project, once));
    expect(Object.getPrototypeOf(error)).toBe(type.prototype);
    expect(error).toMatchObject({
      name: type.name,
      status,
      code: undefined,
      requestId: "r-1",
      body: undefined,
      headers: { "acme-request-id": "r-1" },
      method: "GET",
      path: "/v1/projects/p-1/balances",
      attempts: 1,
      retryAfterMs: undefined,
      message: `${where} answered ${status} (request id r-1)`,
    });
  });
});

describe("error fields from the body", () => {
  const html = "<html>\n<h1>Bad gateway</h1></html>";
  it.each<[string, string, Record<string, unknown>, string]>([
    [
      "the first error form",
      '{"err_code":"A","err_msg":"Why.","request_id":"b"}',
      { code: "A", requestId: "b" },
      "answered 400 A: Why. (request id b)",
    ],
    [
      "the second error form",
      '{"category":"B","message":"Why.","details":"More.","request_id":"c"}',
      { code: "B", requestId: "c" },
      "answered 400 B: Why. (request id c)",
    ],
    [
      "only a message",
      '{"message":"Why."}',
      { code: undefined, requestId: undefined },
      "answered 400: Why.",
    ],
    [
      "a code from the first form and a message from the second",
      '{"err_code":"A","message":"Why."}',
      { code: "A" },
      "answered 400 A: Why.",
    ],
    ["a numeric code", '{"err_code":20003}', { code: "20003" }, "answered 400 20003"],
    ["only a code", '{"err_code":"A"}', { code: "A" }, "answered 400 A"],
    [
      "fields of other types",
      '{"err_code":true,"category":"B","message":["x"]}',
      { code: "B" },
      "answered 400 B",
    ],
    [
      "no form",
      '{"error":{"a":1}}',
      { code: undefined, body: { error: { a: 1 } } },
      "answered 400",
    ],
    ["null", "null", { body: null }, "answered 400"],
    [
      "a JSON string",
      '"Bad  \\n request"',
      { body: "Bad  \n request" },
      "answered 400: Bad request",
    ],
    [
      "text",
      "UUID parsing failed\n",
      { body: "UUID parsing failed\n" },
      "answered 400: UUID parsing failed",
    ],
    ["HTML", html, { body: html }, "answered 400"],
    ["blank text", " \n", { body: " \n" }, "answered 400"],
    [
      "broken JSON",
      '{"err_code":"A"',
      { body: '{"err_code":"A"' },
      'answered 400: {"err_code":"A"',
    ],
    ["nothing", "", { body: undefined }, "answered 400"],
    [
      "a long message",
      "x".repeat(500),
      { body: "x".repeat(500) },
      `answered 400: ${"x".repeat(200)}…`,
    ],
    [
      "a code, message and request id that would forge log lines or terminal escapes",
      '{"err_code":"A\\n","err_msg":"a\\u2028b\\u001b[2J","request_id":"c\\r\\nroot: d"}',
      { code: "A\n", requestId: "c\r\nroot: d" },
      "answered 400 A: a b [2J (request id c root: d)",
    ],
    [
      "a long code and request id",
      JSON.stringify({ err_code: "x".repeat(500), request_id: "y".repeat(500) }),
      { code: "x".repeat(500), requestId: "y".repeat(500) },
      `answered 400 ${"x".repeat(200)}… (request id ${"y".repeat(200)}…)`,
    ],
  ])("%s", async (_, text, fields, message) => {
    const { client } = rig(() => new Response(text, { status: 400 }));
    const error = await failure(client.call(listBalances, project));
    expect(error).toMatchObject(fields);
    expect((error as Error).message).toBe(`${where} ${message}`);
  });

  it.each([
    ['{"error":{"code":"A","message":"Why."}}', "answered 400 A: Why."],
    ['{"errors":["Why.","More."]}', "answered 400: Why."],
    ['{"error":null,"errors":{}}', "answered 400"],
  ])("reads nested fields of %s", async (text, message) => {
    const errors = [{ code: "error.code", message: "error.message" }, { message: "errors.0" }];
    const fetch = (): Promise<Response> => Promise.resolve(new Response(text, { status: 400 }));
    const client = new ServiceClient({ ...service, errors }, { credential: secret, fetch });
    const error = await failure(client.call(listBalances, project, once));
    expect((error as Error).message).toBe(`${where} ${message}`);
  });

  it("prefers the request id from the header", async () => {
    const { client } = rig(() =>
      json(
        { err_code: "A", request_id: "body" },
        { status: 400, headers: { "acme-request-id": "header" } },
      ),
    );
    expect(await failure(client.call(listBalances, project))).toMatchObject({
      requestId: "header",
    });
  });

  it("counts attempts in the message", async () => {
    const { client, clock } = rig(() => new Response("", { status: 503 }));
    const error = await failure(clock.run(client.call(listBalances, project)));
    expect((error as Error).message).toBe(`${where} answered 503 after 3 attempts`);
  });
});

describe("errors omit", () => {
  it("the credential header, whatever its name", async () => {
    const keyed = {
      ...service,
      credentials: [{ option: "credential", in: "header", name: "X-Api-Key" }] as const,
    };
    const fetch = (): Promise<Response> =>
      Promise.resolve(
        new Response("", { status: 400, headers: { "x-api-key": "another", "x-b": "c" } }),
      );
    const client = new ServiceClient(keyed, { credential: "a-key", fetch });
    const error = await failure(client.call(listBalances, project));
    expect((error as ApiError).headers).toEqual({
      "content-type": "text/plain;charset=UTF-8",
      "x-b": "c",
    });
  });

  it.each<[string, (key: string) => string]>([
    ["slashes escaped", (key) => key.replaceAll("/", "\\/")],
    [
      "everything escaped",
      (key) => key.replace(/./g, (c) => `\\u00${c.charCodeAt(0).toString(16).padStart(2, "0")}`),
    ],
  ])("a credential echoed in JSON with %s", async (_, escaped) => {
    const credential = `${secret}/a+b=`;
    const echoed = escaped(credential);
    const body = `{"err_code":"A","err_msg":"key ${echoed}","${echoed}":["${echoed}"]}`;
    const { client } = rig(() => new Response(body, { status: 400 }), { credential });
    const error = await failure(client.call(listBalances, project));
    expect(error).toMatchObject({
      body: { err_code: "A", err_msg: "key [redacted]", "[redacted]": ["[redacted]"] },
    });
    expect((error as Error).message).toContain("A: key [redacted]");
  });

  it("cookies, authorization headers and an echoed credential, in any encoding", async () => {
    const credential = `${secret}"/é`.slice(0, -1);
    const { client } = rig(
      (request) =>
        json(
          { err_code: "A", err_msg: `key ${credential} at ${encodeURIComponent(credential)}` },
          {
            status: 400,
            headers: {
              "set-cookie": "session=1",
              authorization: "x",
              "x-echo": request.headers.get("authorization") ?? "",
            },
          },
        ),
      { credential },
    );
    const error = await failure(client.call(listBalances, { project_id: `p-${credential}` }));
    expect(error).toMatchObject({
      path: "/v1/projects/p-[redacted]/balances",
      body: { err_code: "A", err_msg: "key [redacted] at [redacted]" },
      headers: { "content-type": "application/json", "x-echo": "Token [redacted]" },
    });
    expect(Object.keys((error as ApiError).headers)).toEqual(["content-type", "x-echo"]);
    expect((error as Error).message).not.toContain(secret);
  });
});
