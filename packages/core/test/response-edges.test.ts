import { getEventListeners } from "node:events";
import { describe, expect, it } from "@jest/globals";
import {
  ServiceClient,
  anyOf,
  defaultLayers,
  type AttemptEvent,
  type ClientOptions,
  type Layer,
  type Shape,
} from "../src/index.js";
import { rawClient } from "../src/client/raw.js";
import { recorder } from "./support/recorder.js";
import { failure, json, listBalances, project, rig, secret, service } from "./support/service.js";
import { answering } from "./support/shapes.js";

const given = (response: Response, options: Partial<ClientOptions> = {}) =>
  new ServiceClient(service, {
    credential: secret,
    fetch: () => Promise.resolve(response),
    maxRetries: 0,
    ...options,
  });

describe("unusual responses from fetch", () => {
  it("rejects a response whose status isn't an HTTP status", async () => {
    const call = given(Response.error()).call(listBalances, project);
    expect(await failure(call)).toMatchObject({
      name: "UnexpectedResponseError",
      reason: "status",
      status: 0,
      message:
        "listBalances: GET https://api.acme.example/v1/projects/p-1/balances answered 0 which isn't an HTTP status",
    });
  });

  it("replaces characters that a status text can't contain with question marks", async () => {
    const response = json({});
    Object.defineProperty(response, "statusText", { value: "Schön, 5 € – OK" });
    const result = await given(response).call(listBalances, project).withResponse();
    expect(result.response.statusText).toBe("Schön, 5 ? ? OK");
  });

  it("leaves no abort listener after the body is read", async () => {
    const listeners: number[] = [];
    const watch: Layer = (next) => async (request, call) => {
      const response = await next(request, call);
      listeners.push(
        getEventListeners(request.signal ?? new AbortController().signal, "abort").length,
      );
      return response;
    };
    await given(json({}), { layers: [watch] }).call(listBalances, project);
    expect(listeners).toEqual([0]);
  });

  it("omits headers that can contain a credential from the error", async () => {
    const headers = {
      ...{ "set-cookie": "a", "set-cookie2": "b", authorization: "c" },
      ...{ "proxy-authorization": "d", "authorization-info": "e", "x-set-cookie": "f" },
    };
    const error = await failure(
      given(json({}, { status: 404, headers })).call(listBalances, project),
    );
    expect(error).toMatchObject({
      headers: {
        ...{ "content-type": "application/json", "authorization-info": "e", "x-set-cookie": "f" },
      },
    });
    expect(Object.keys((error as { headers: object }).headers)).toHaveLength(3);
  });

  it("parses only plain numbers in rate-limit headers", async () => {
    const headers = { "rate-count": "7", "rate-allowed": "1e3", "rate-reset": "12.375" };
    const { logger, lines } = recorder();
    await given(json({}, { headers }), { logger }).call(listBalances, project);
    const [, , attempt] = lines.find(([, message]) => message === "attempt") ?? [];
    expect((attempt as Partial<AttemptEvent>).rateLimit).toEqual({
      count: 7,
      resetSeconds: 12.375,
    });
  });
});

describe("response validation", () => {
  const either: Shape = anyOf([{ required: ["a"], fields: { a: "number" } }, "string"]);

  it.each<[Shape, unknown, string]>([
    [either, { a: "x" }, "/a is a string; declared: a number"],
    [either, 5, "it is a number; declared: an object or a string"],
  ])("%j: given %j, reports what is wrong", async (shape, body, message) => {
    const error = await failure(given(json(body)).call(answering(shape), project));
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).toMatch(new RegExp(`${message.split("; ")[1] ?? ""}$`));
  });
});

it("rejects null where an object was declared", async () => {
  const call = given(json(null)).call(answering({ fields: {} }), project);
  expect(await failure(call)).toMatchObject({ name: "UnexpectedResponseError", reason: "body" });
});

describe("an abort inside a layer", () => {
  it("ends the call even if the layer never settles", async () => {
    const controller = new AbortController();
    const layer: Layer = () => () => {
      controller.abort("enough");
      return new Promise(() => undefined);
    };
    const { client } = rig(() => json({}), { layers: [layer] });
    expect(await failure(client.call(listBalances, project, controller))).toBe("enough");
  });
});

describe("a client", () => {
  it("requests JSON", async () => {
    const { client, requests } = rig(() => json({}));
    await client.call(listBalances, project);
    expect(requests[0]?.headers.get("accept")).toBe("application/json");
  });

  it.each<[Partial<ClientOptions>, string, string]>([
    [{ timeoutMs: 0 }, "timeoutMs", "is 0; allowed: milliseconds from 1 to 2147483647"],
    [
      { baseUrl: "https://user:word@api.acme.example" },
      "baseUrl",
      "can't be used; allowed: https, or http to this machine, without user, query and fragment",
    ],
  ])("names an invalid option: %j", (options, option, problem) => {
    const make = (): unknown => new ServiceClient(service, { credential: secret, ...options });
    expect(make).toThrow(
      expect.objectContaining({ option, message: `Acme: ${option} ${problem}` }),
    );
  });

  it("returns the URL of a request that raw middleware has replaced", async () => {
    const { client, clock } = rig(() => Promise.reject(new TypeError("fetch failed")), {
      layers: defaultLayers(),
    });
    const raw = rawClient(client);
    raw.use({ onRequest: ({ request }) => new Request(request) });
    const call = raw.GET("/v1/projects/{project_id}/balances", {
      params: { path: project },
    });
    expect(await failure(clock.run(call))).toMatchObject({
      message:
        "raw: GET https://api.acme.example/v1/projects/p-1/balances connection failed: fetch failed",
    });
  });

  it("rejects an array as a header value", async () => {
    const { client, requests } = rig(() => json({}));
    const error = await failure(client.call(listBalances, { ...project, "x-trace": ["a"] }));
    expect(error).toMatchObject({ name: "InvalidRequestError", argument: "x-trace" });
    expect(requests).toHaveLength(0);
  });
});
