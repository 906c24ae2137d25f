import { describe, expect, it } from "@jest/globals";
import {
  ConnectionError,
  InvalidRequestError,
  TimeoutError,
  UnexpectedResponseError,
} from "../src/index.js";
import { rawClient } from "../src/client/raw.js";
import { failure, hang, inTurn, json, rig, secret } from "./support/service.js";

const path = "/v1/projects/{project_id}/balances";
const params = { path: { project_id: "p/1" } };

describe("raw: openapi-fetch over the same layers", () => {
  it("returns data and response", async () => {
    const { client, requests } = rig(() => json({ balances: ["b"] }));
    const { data, error, response } = await rawClient(client).GET(path, {
      params: { ...params, query: { limit: 2 } },
    });
    expect([data, error, response.status]).toEqual([{ balances: ["b"] }, undefined, 200]);
    expect(requests[0]?.url).toBe("https://api.acme.example/v1/projects/p%2F1/balances?limit=2");
    expect(requests[0]?.headers.get("authorization")).toBe(`Token ${secret}`);
    expect(requests[0]?.headers.get("user-agent")).toMatch(/^billkit-core\/.* \(Acme\)$/);
  });

  it("returns the error of a status, after the retries", async () => {
    const { client, clock, requests } = rig(
      inTurn(
        () => new Response("", { status: 503 }),
        () => json({ err_code: "A" }, { status: 404 }),
      ),
    );
    const { data, error, response } = await clock.run(rawClient(client).GET(path, { params }));
    expect([data, error, response.status]).toEqual([undefined, { err_code: "A" }, 404]);
    expect(requests).toHaveLength(2);
  });

  it("throws what the layers throw", async () => {
    const thrown = async (
      answer: (request: Request) => Response | Promise<Response>,
    ): Promise<unknown> => {
      const { client, clock } = rig(answer);
      return failure(clock.run(rawClient(client).GET(path, { params })));
    };
    expect(await thrown(() => Promise.reject(new TypeError("fetch failed")))).toBeInstanceOf(
      ConnectionError,
    );
    expect(await thrown(hang)).toBeInstanceOf(TimeoutError);
    const html = await thrown(() => new Response("<html>"));
    expect(html).toBeInstanceOf(UnexpectedResponseError);
    expect((html as Error).message).toContain(
      "raw: GET https://api.acme.example/v1/projects/p%2F1/balances answered 200",
    );
  });

  it("doesn't read a body that isn't requested as JSON, and allows an empty one", async () => {
    const { client } = rig(
      inTurn(
        () => new Response("text"),
        () => new Response(""),
      ),
    );
    expect((await rawClient(client).GET(path, { params, parseAs: "text" })).data).toBe("text");
    expect((await rawClient(client).GET(path, { params })).data).toBeUndefined();
  });

  it.each([
    {},
    { path: {} },
    { path: { project_id: "" } },
    { path: { project_id: ".." } },
    { path: { project_id: null } },
    { path: { project_id: "\ud800" } },
  ])("rejects path values %j before sending anything", async (bad) => {
    const { client, requests } = rig(() => json({}));
    const error = await failure(rawClient(client).GET(path, { params: bad as typeof params }));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ operation: "raw", argument: "project_id" });
    expect(requests).toHaveLength(0);
  });

  it("respects a signal, with its own reason", async () => {
    const { client, clock } = rig(hang);
    const controller = new AbortController();
    const call = failure(rawClient(client).GET(path, { params, signal: controller.signal }));
    await clock.advance(10);
    controller.abort("enough");
    expect(await call).toBe("enough");
    expect(clock.sleeping).toBe(0);
  });

  it("ends at the call's deadline, including requests in flight", async () => {
    const { client, clock, requests } = rig(hang, { deadlineMs: 1000 });
    const error = await failure(clock.run(rawClient(client).GET(path, { params })));
    expect(error).toMatchObject({ name: "TimeoutError", limit: "deadlineMs", ms: 1000 });
    expect(requests.map(({ signal }) => signal.aborted)).toEqual([true]);
  });

  it("accepts a user's middleware, which doesn't affect the methods", async () => {
    const { client, requests } = rig(() => json({}));
    const raw = rawClient(client);
    raw.use({
      onRequest: ({ request }) => new Request(request, { headers: { "x-mine": "1" } }),
    });
    await raw.GET(path, { params });
    expect(requests[0]?.headers.get("x-mine")).toBe("1");
  });
});
