import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  InvalidRequestError,
  jsonBody,
  ServiceClient,
  type OperationDefinition,
  type RequestOptions,
} from "../src/index.js";
import {
  createOrder,
  failure,
  json,
  listBalances,
  project,
  rig,
  service,
} from "./support/service.js";
import { serveHttp, type Running } from "./support/server.js";

const listFiles: OperationDefinition = {
  id: "listFiles",
  method: "GET",
  path: "/v1/{owner}/files/{name}",
  parameters: {
    owner: { in: "path", required: true },
    name: { in: "path", required: true },
    tag: { in: "query" },
    line_item: { in: "query" },
  },
  result: "json",
};

describe("arguments that are rejected before anything is sent", () => {
  it.each<[string, OperationDefinition, object, string, string]>([
    [
      "undeclared",
      listBalances,
      { ...project, limt: 1 },
      "limt",
      "allowed: project_id, limit, grouping, x-trace",
    ],
    [
      "a name that every object has",
      listBalances,
      { ...project, constructor: "x" },
      "constructor",
      "not an argument",
    ],
    ["an undeclared body", listBalances, { ...project, body: {} }, "body", "not an argument"],
    ["missing", listBalances, {}, "project_id", "is required"],
    ["undefined", listBalances, { project_id: undefined }, "project_id", "is required"],
    ["a missing body", createOrder, {}, "body", "is required"],
    ["an empty path value", listBalances, { project_id: "" }, "project_id", 'is ""'],
    ["a dot", listBalances, { project_id: "." }, "project_id", 'is "."'],
    ["two dots", listBalances, { project_id: ".." }, "project_id", 'is ".."'],
    ["null in a path", listBalances, { project_id: null }, "project_id", "is null"],
    ["an object in a path", listBalances, { project_id: {} }, "project_id", "is an object"],
    ["an unpaired surrogate", listBalances, { project_id: "a\ud800" }, "project_id", "surrogate"],
    [
      "an unpaired surrogate in a query",
      listBalances,
      { ...project, limit: "\udc00" },
      "limit",
      "surrogate",
    ],
    ["null in a query", listBalances, { ...project, limit: null }, "limit", "is null"],
    [
      "null in an array",
      listBalances,
      { ...project, grouping: ["a", null] },
      "grouping",
      "is null",
    ],
    ["NaN", listBalances, { ...project, limit: NaN }, "limit", "finite"],
    ["a Date", listBalances, { ...project, limit: new Date(0) }, "limit", "toISOString()"],
    [
      "an object in a query",
      listBalances,
      { ...project, limit: { a: 1 } },
      "limit",
      "is an object",
    ],
    [
      "a header with a line break",
      listBalances,
      { ...project, "x-trace": "a\nb" },
      "headers",
      "x-trace",
    ],
  ])("%s", async (_, operation, args, argument, problem) => {
    const { client, requests } = rig(() => json({}));
    const error = await failure(client.call(operation, args));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ operation: operation.id, argument });
    expect((error as Error).message).toContain(`${operation.id}: ${argument} `);
    expect((error as Error).message).toContain(problem);
    expect(requests).toHaveLength(0);
  });

  it("reports that an operation takes no arguments", async () => {
    const { client } = rig(() => json({}));
    const operation = { id: "listProjects", method: "GET", path: "/v1/projects", parameters: {} };
    const error = await failure(client.call(operation, { page: 1 }));
    expect((error as Error).message).toBe(
      "listProjects: page is not an argument of this operation; allowed: none",
    );
  });

  it("quotes a long name shortened, on one line", async () => {
    const { client } = rig(() => json({}));
    const name = `a\nb${"c".repeat(200)}`;
    const error = await failure(client.call(listBalances, { ...project, [name]: 1 }));
    expect(error).toMatchObject({ argument: name });
    expect((error as Error).message).toContain(`listBalances: a\\nb${"c".repeat(96)}… is not an`);
  });

  it.each<[string, unknown, string]>([
    ["timeoutMs", { timeoutMs: 0 }, "is 0; allowed: milliseconds from 1"],
    ["deadlineMs", { deadlineMs: Infinity }, "is Infinity"],
    ["maxRetries", { maxRetries: 1.5 }, "is 1.5; allowed: a whole number"],
    ["headers", { headers: { "x-a": "line\nbreak" } }, 'has "x-a"'],
    ["headers", { headers: new Headers({ "x-a": "b" }) }, "must be a plain object"],
    ["signal", { signal: new AbortController() }, "is an AbortController; allowed: an AbortSignal"],
    ["signal", { signal: "abort" }, 'is "abort"; allowed: an AbortSignal'],
    ["signal", { signal: { aborted: false } }, "is an object; allowed: an AbortSignal"],
    ["headers", { headers: 5 }, "must be a plain object"],
    ["options", new AbortController().signal, "pass a signal as { signal }"],
    ["options", null, "must be an object; pass a signal"],
    ["options", "break", "must be an object; pass a signal"],
  ])("rejects a call's %s", async (argument, given, problem) => {
    const { client, requests } = rig(() => json({}));
    // JavaScript callers can pass anything.
    const options = given as RequestOptions;
    const error = await failure(client.call(listBalances, project, options));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ operation: "listBalances", argument });
    expect((error as Error).message).toContain(problem);
    expect((error as Error).message).not.toContain("break");
    expect(requests).toHaveLength(0);
  });
});

describe("what is sent", () => {
  it("repeats the key of an array and omits undefined", async () => {
    const { client, requests } = rig(() => json({}));
    await client.call(listBalances, {
      project_id: "p",
      limit: undefined,
      grouping: ["deployment", "line item&x"],
    });
    await client.call(listBalances, { project_id: "p", limit: 0, grouping: [] });
    expect(requests.map(({ url }) => url)).toEqual([
      "https://api.acme.example/v1/projects/p/balances?grouping=deployment&grouping=line%20item%26x",
      "https://api.acme.example/v1/projects/p/balances?limit=0",
    ]);
  });

  it("sends a body with its media type", async () => {
    const { client, requests } = rig(() => json({ ok: true }));
    await client.call(createOrder, { body: { amount: "1.00" } });
    await client.call(
      { ...createOrder, body: { mediaType: "application/json", serialize: jsonBody } },
      {},
    );
    expect(requests.map(({ method, headers }) => [method, headers.get("content-type")])).toEqual([
      ["POST", "application/json"],
      ["POST", null],
    ]);
    expect(await requests[0]?.text()).toBe('{"amount":"1.00"}');
  });

  it("sends the client's headers, then the declared ones, then the call's; later ones win", async () => {
    const { client, requests } = rig(() => json({}), {
      headers: { "x-a": "client", "x-b": "client", Accept: "text/plain" },
    });
    await client.call(listBalances, { ...project, "x-trace": "t" }, { headers: { "x-b": "call" } });
    const { headers } = requests[0] ?? {};
    expect(["x-a", "x-b", "x-trace", "accept"].map((name) => headers?.get(name))).toEqual([
      "client",
      "call",
      "t",
      "text/plain",
    ]);
  });
});

describe("at a real server", () => {
  let server: Running;
  let seen: string[] = [];
  beforeAll(async () => {
    server = await serveHttp((request, response) => {
      seen.push(request.url ?? "");
      response.setHeader("content-type", "application/json").end("{}");
    });
  });
  afterAll(() => server.close());

  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "/",
      "a/../b",
      "..%2f",
      "?",
      "#",
      "%2e%2e",
      "%",
      "{name}",
      "{owner}",
      "$&",
      "\\",
      " ",
      "+",
      "\u0000",
      "\ufeff",
      "é😀",
      "//",
      "a;b=c",
      "...",
    ),
  );
  const sendable = text.filter((value) => !/\p{Surrogate}/u.test(value));
  const segment = sendable.filter((value) => !["", ".", ".."].includes(value));

  it("every string stays one segment and arrives byte for byte", async () => {
    const client = new ServiceClient(service, {
      credential: "key",
      baseUrl: `${server.baseUrl}/base/`,
    });
    await fc.assert(
      fc.asyncProperty(
        segment,
        segment,
        sendable,
        fc.array(sendable),
        async (owner, name, tag, line_item) => {
          seen = [];
          await client.call(listFiles, { owner, name, tag, line_item });
          expect(seen).toHaveLength(1);
          const [path = "", query = ""] = (seen[0] ?? "").split("?");
          expect(path.split("/").map(decodeURIComponent)).toEqual([
            "",
            "base",
            "v1",
            owner,
            "files",
            name,
          ]);
          const sent = query.split("&").map((pair) => pair.split("=").map(decodeURIComponent));
          expect(sent).toEqual([["tag", tag], ...line_item.map((each) => ["line_item", each])]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("a value that can't be sent as one segment is never sent", async () => {
    const client = new ServiceClient(service, { credential: "key", baseUrl: server.baseUrl });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.constantFrom("", ".", ".."),
          fc.string({ unit: "binary" }).map((value) => `${value}\ud800`),
        ),
        async (name) => {
          seen = [];
          expect(await failure(client.call(listFiles, { owner: "o", name }))).toBeInstanceOf(
            InvalidRequestError,
          );
          expect(seen).toHaveLength(0);
        },
      ),
      { numRuns: 30 },
    );
  });
});
