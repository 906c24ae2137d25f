import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { ApiPromise, NotFoundError, type WithResponse } from "../src/index.js";
import { failure, json, listBalances, project, rig } from "./support/service.js";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the promise that a call returns", () => {
  it("resolves to the data, and offers the response and request id", async () => {
    const { client, requests } = rig(() =>
      json({ balances: [] }, { headers: { "acme-request-id": "r-1" } }),
    );
    const call = client.call<{ balances: string[] }>(listBalances, project);
    expect(call).toBeInstanceOf(Promise);
    const { data, response, requestId } = await call.withResponse();
    expect(data).toEqual({ balances: [] });
    expect(requestId).toBe("r-1");
    expect(await call).toBe(data);
    expect(response.url).toBe("");
    expect([response.status, response.bodyUsed, await response.text()]).toEqual([
      200,
      false,
      '{"balances":[]}',
    ]);
    expect(requests).toHaveLength(1);
  });

  it("starts immediately, even if nobody awaits it", async () => {
    const { client, requests } = rig(() => json({}));
    void client.call(listBalances, project);
    await turn();
    expect(requests).toHaveLength(1);
  });

  it("sends nothing if its signal aborts in the same turn", async () => {
    const { client, requests } = rig(() => json({}));
    const controller = new AbortController();
    const call = client.call(listBalances, project, { signal: controller.signal });
    controller.abort("enough");
    await expect(call).rejects.toBe("enough");
    await turn();
    expect(requests).toEqual([]);
  });

  it("reads the response once, when it is awaited", async () => {
    const read = jest.fn((): WithResponse<number> => ({
      data: 42,
      response: json({}),
      requestId: undefined,
    }));
    const promise = new ApiPromise(Promise.resolve(read));
    await turn();
    expect(read).not.toHaveBeenCalled();
    expect(
      await Promise.all([promise, promise, promise.withResponse().then(({ data }) => data)]),
    ).toEqual([42, 42, 42]);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it("has then, catch and finally, which return plain promises", async () => {
    const fine = new ApiPromise(
      Promise.resolve(() => ({ data: 1, response: json({}), requestId: undefined })),
    );
    const bad = new ApiPromise<number>(Promise.reject(new Error("no")));
    const last = jest.fn();
    expect(await fine.then((value) => value + 1)).toBe(2);
    expect(await fine.catch(() => 9)).toBe(1);
    expect(await fine.finally(last)).toBe(1);
    expect(await bad.then(null, (error: unknown) => String(error))).toBe("Error: no");
    expect(await bad.catch(() => 9)).toBe(9);
    expect(await failure(bad.finally(last))).toEqual(new Error("no"));
    expect(last).toHaveBeenCalledTimes(2);
    expect(Object.getPrototypeOf(fine.then())).toBe(Promise.prototype);
    expect(ApiPromise[Symbol.species]).toBe(Promise);
    expect(await Promise.allSettled([fine, bad])).toMatchObject([
      { status: "fulfilled" },
      { status: "rejected" },
    ]);
    expect(await Promise.race([fine, new Promise(() => undefined)])).toBe(1);
  });
});

describe("a call that nobody awaits", () => {
  const unhandled = jest.fn();
  beforeEach(() => {
    process.on("unhandledRejection", unhandled);
  });
  afterEach(() => {
    process.off("unhandledRejection", unhandled);
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ["that fails", () => Promise.reject(new TypeError("fetch failed"))],
    ["that gets a 404", () => json({}, { status: 404 })],
  ])("%s causes no unhandled rejection", async (_, answer) => {
    const { client } = rig(answer);
    void client.call(listBalances, project, { maxRetries: 0 });
    void client.call(listBalances, {});
    void client.call(listBalances, project, { maxRetries: 0 }).withResponse();
    for (let i = 0; i < 10; i++) await turn();
    expect(unhandled).not.toHaveBeenCalled();
  });

  it("can be awaited later", async () => {
    const { client } = rig(() => json({}, { status: 404 }));
    const call = client.call(listBalances, project);
    for (let i = 0; i < 10; i++) await turn();
    expect(await failure(call)).toBeInstanceOf(NotFoundError);
    expect(await failure(call.withResponse())).toBe(await failure(call));
  });
});
