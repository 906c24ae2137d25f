import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { dig } from "../src/engine/json.js";
import type { Sandbox } from "../src/index.js";
import { asDeepgram, sender, startFixed, type Send } from "./support/client.js";

const unknownId = "00000000-0000-4000-8000-000000000000";
const requestId: unknown = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);

let sandbox: Sandbox;
let get: Send;
let project: string;
let projects: { project_id: string; name: string }[];

beforeAll(async () => {
  sandbox = await startFixed();
  get = asDeepgram(sandbox);
  project = `/v1/projects/${sandbox.deepgram.projectId}`;
  projects = dig((await get("/v1/projects")).json, "projects") as typeof projects;
});
afterAll(() => sandbox.close());

const orders = async (address: string) =>
  dig((await get(address)).json, "orders") as Record<string, unknown>[];
const balances = async (id: string) =>
  dig((await get(`/v1/projects/${id}/balances`)).json, "balances") as Record<string, unknown>[];

describe("the account", () => {
  it("has several projects, with the main one first", () => {
    expect(projects.length).toBeGreaterThanOrEqual(2);
    expect(projects[0]?.project_id).toBe(sandbox.deepgram.projectId);
  });

  it("has balances in dollars and in hours with eight decimals, and a project without balances", async () => {
    const all = await Promise.all(projects.map(({ project_id }) => balances(project_id)));
    expect(new Set(all.flat().map(({ units }) => units))).toEqual(new Set(["usd", "hour"]));
    expect(all).toContainEqual([]);
    for (const { amount } of all.flat()) expect(String(amount)).toMatch(/^\d+\.\d{8}$/);
  });

  it("returns a balance by id exactly as in the list", async () => {
    const [balance] = await balances(sandbox.deepgram.projectId);
    const { json } = await get(`${project}/balances/${String(balance?.balance_id)}`);
    expect(json).toEqual(balance);
  });
});

describe("purchases", () => {
  it.each([
    ["", 10],
    ["?limit=3", 3],
    ["?limit=1", 1],
    ["?limit=1000", 14],
  ])("with query %p return %i orders", async (query, count) => {
    expect(await orders(`${project}/purchases${query}`)).toHaveLength(count);
  });

  it("are in the past, newest first, with microseconds", async () => {
    const created = (await orders(`${project}/purchases?limit=1000`)).map((o) => String(o.created));
    expect(created).toEqual([...created].sort().reverse());
    for (const time of created) {
      expect(time).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/);
      expect(Date.parse(time)).toBeLessThan(Date.parse("2026-06-20T12:34:56Z"));
    }
  });
});

describe("the breakdown", () => {
  const results = async (query: string) =>
    dig((await get(`${project}/billing/breakdown?${query}`)).json, "results") as {
      dollars: number;
      grouping: Record<string, unknown>;
    }[];

  it("returns null for fields that the query doesn't group by", async () => {
    const [first] = await results("start=2026-06-01&end=2026-06-01&grouping=line_item");
    expect(first?.grouping).toEqual({
      start: "2026-06-01",
      end: "2026-06-01",
      accessor: null,
      deployment: null,
      line_item: expect.stringContaining("::"),
      tags: null,
    });
  });

  it("accepts one grouping or several", async () => {
    const [one] = await results("grouping=accessor");
    const [two] = await results("grouping=accessor&grouping=tags");
    expect(one?.grouping).toMatchObject({ accessor: expect.any(String), tags: null });
    expect(two?.grouping).toMatchObject({ accessor: expect.any(String), tags: expect.any(Array) });
  });

  it("has a dedicated deployment, which the filter doesn't accept", async () => {
    const deployments = (await results("grouping=deployment")).map((r) => r.grouping.deployment);
    expect(deployments).toContain("dedicated");
    expect((await get(`${project}/billing/breakdown?deployment=dedicated`)).status).toBe(400);
  });

  it("echoes the period and returns only days that have ended", async () => {
    const { json } = await get(`${project}/billing/breakdown?start=2026-06-18&end=2026-07-31`);
    expect(json).toMatchObject({ start: "2026-06-18", end: "2026-07-31" });
    const days = (await results("start=2026-06-18&end=2026-07-31")).map((r) => r.grouping.start);
    expect(new Set(days)).toEqual(new Set(["2026-06-18", "2026-06-19"]));
  });

  it("is empty before the account existed", async () => {
    expect(await results("start=2000-01-01&end=2000-12-31")).toEqual([]);
  });

  it("uses the line-item names of the fields operation", async () => {
    const { json } = await get(`${project}/billing/fields?start=2026-06-01&end=2026-06-19`);
    const used = await results("start=2026-06-01&end=2026-06-19&grouping=line_item");
    expect(Object.keys(dig(json, "line_items") as object).sort()).toEqual(
      [...new Set(used.map(({ grouping }) => grouping.line_item))].sort(),
    );
  });
});

describe("errors", () => {
  const modern = (category: string, details: unknown) => ({
    category,
    message: expect.any(String),
    details,
    request_id: requestId,
  });

  it.each([
    ["/purchases?limit=0", "`limit` must be >= 1"],
    ["/purchases?limit=1001", "`limit` must be <= 1000"],
    ["/purchases?limit=ten", "`limit` must be number"],
    ["/purchases?limit=", "`limit` must be number"],
    ["/purchases?limit=0x10", "`limit` must be number"],
    ["/purchases?limit=%205", "`limit` must be number"],
    ["/purchases?limit=1&limit=2", "`limit` must be number"],
    ["/purchases?page=2", "unknown parameter `page`"],
    ["/balances?limit=2", "unknown parameter `limit`"],
    ["/billing/breakdown?start=June", '`start` must match format "date"'],
    ["/billing/breakdown?start=2026-02-30", '`start` must match format "date"'],
    ["/billing/breakdown?start=2026-06-02&end=2026-06-01", "`end` must not be before start"],
    [
      "/billing/breakdown?grouping=tag",
      "`grouping` must be one of accessor, deployment, line_item, tags",
    ],
    ["/billing/breakdown?deployment=moon", "`deployment` must be one of hosted, beta, self-hosted"],
    ["/billing/fields?end=2026-6-1", '`end` must match format "date"'],
  ])("%s is a 400 with the reason", async (address, details) => {
    const { status, json } = await get(project + address);
    expect({ status, json }).toEqual({
      status: 400,
      json: modern("INVALID_QUERY_PARAMETER", details),
    });
  });

  it.each([
    ["no header", {}],
    ["another key", { authorization: "Token 0000" }],
    ["an empty key", { authorization: "Token " }],
    ["another scheme", { authorization: "Bearer 0000" }],
  ])("%s is a 401", async (_name, headers) => {
    const { status, json } = await get("/v1/projects", { headers });
    expect({ status, json }).toEqual({
      status: 401,
      json: { err_code: "INVALID_AUTH", err_msg: "Invalid credentials.", request_id: requestId },
    });
  });

  it("rejects the key as a bearer token, and accepts its scheme in any case", async () => {
    const { apiKey } = sandbox.deepgram;
    const as = (authorization: string) => get("/v1/projects", { headers: { authorization } });
    expect((await as(`Bearer ${apiKey}`)).status).toBe(401);
    expect((await as(`token ${apiKey}`)).status).toBe(200);
  });

  it("checks the key before the parameters", async () => {
    expect((await get(`${project}/purchases?limit=0`, { headers: {} })).status).toBe(401);
  });

  it("has no such project: a 404 in JSON without a request id", async () => {
    const { status, json } = await get(`/v1/projects/${unknownId}/purchases`);
    expect({ status, json }).toEqual({
      status: 404,
      json: { err_code: "PROJECT_NOT_FOUND", err_msg: "Project not found." },
    });
  });

  it.each([
    ["project", "found `p` at 1"],
    ["0000x000-0000-4000-8000-000000000000", "found `x` at 5"],
    ["%2f%2e", "found `/` at 1"],
    ["1234", "invalid length: expected length 32 for simple format, found 4"],
  ])("answers 404 in plain text for project id %p, which isn't a UUID", async (id, problem) => {
    const { status, headers, text } = await get(`/v1/projects/${id}/balances`);
    expect(status).toBe(404);
    expect(headers["content-type"]).toMatch(/^text\/plain/);
    expect(text).toMatch(/^UUID parsing failed: /);
    expect(text).toContain(problem);
  });

  it("has no such balance: a 404 in the other JSON form", async () => {
    const { status, json } = await get(`${project}/balances/${unknownId}`);
    expect({ status, json }).toEqual({
      status: 404,
      json: modern("NOT_FOUND", expect.any(String)),
    });
  });

  it.each([
    "/",
    "/v1",
    "/v1/project",
    "//v1/projects",
    "/v1/projects/",
    "/v1/projects/%zz/balances",
  ])("answers 404 at %s", async (address) => {
    const { status, json } = await get(address);
    expect({ status, json }).toEqual({
      status: 404,
      json: modern("NOT_FOUND", expect.any(String)),
    });
  });

  it.each(["POST", "PUT", "DELETE", "PATCH"])(
    "answers 405 to %s and allows GET",
    async (method) => {
      const { status, headers, json } = await get(`${project}/balances`, { method });
      expect(status).toBe(405);
      expect(headers.allow).toBe("GET");
      expect(json).toEqual(modern("METHOD_NOT_ALLOWED", expect.any(String)));
    },
  );

  it("sends the request id in the header of every response, the same as in the body", async () => {
    const bad = await get(`${project}/purchases?limit=0`);
    expect(bad.headers["dg-request-id"]).toBe(dig(bad.json, "request_id"));
    const good = await get("/v1/projects");
    const text = await get("/v1/projects/x/balances");
    const ids = [bad, good, text].map(({ headers }) => headers["dg-request-id"]);
    expect(ids).toEqual([requestId, requestId, requestId]);
    expect(new Set(ids).size).toBe(3);
  });

  it("answers 413 to a body that is too long, and keeps the connection open", async () => {
    const send = sender(sandbox.deepgram.baseUrl, {});
    const { status } = await send("/v1/projects", { method: "POST", body: "x".repeat(70_000) });
    expect(status).toBe(413);
    expect((await get("/v1/projects")).status).toBe(200);
  });
});
