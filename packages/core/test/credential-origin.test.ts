import { describe, expect, it } from "@jest/globals";
import {
  ConfigurationError,
  ServiceClient,
  UnexpectedResponseError,
  defaultLayers,
  type Layer,
} from "../src/index.js";
import { rawClient } from "../src/client/raw.js";
import { failure, json, listBalances, project, rig, secret, service } from "./support/service.js";

describe("rejects a request to another origin before sending it", () => {
  const elsewhere: Layer = (next) => (request, call) =>
    next({ ...request, url: "https://evil.test/v1" }, call);
  const viaRaw = (path: string, options: object = {}) => {
    const { client, requests } = rig(() => json({}));
    return { requests, call: rawClient(client).GET(path as never, options as never) };
  };
  it.each([
    ["a path that continues the host", () => viaRaw(".evil.test/x")],
    ["a path that sets a port", () => viaRaw(":8443/v1")],
    ["a baseUrl in the call", () => viaRaw("/v1", { baseUrl: "https://evil.test" })],
    [
      "a URL that a layer sets",
      () => {
        const { client, requests } = rig(() => json({}), {
          layers: [elsewhere, ...defaultLayers()],
        });
        return { requests, call: client.call(listBalances, project) };
      },
    ],
  ])("%s", async (_, make) => {
    const { requests, call } = make();
    const error = await failure(call);
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(String(error)).toMatch(/the credential is for https:\/\/api\.acme\.example only/);
    expect(requests).toHaveLength(0);
  });
});

describe("a redirect that fetch has followed", () => {
  it.each([
    ["to another origin", "https://evil.test/v1", "https://evil.test"],
    ["to a hidden address", "", "an unknown address"],
  ])("%s is rejected", async (_, url, shown) => {
    const response = Object.defineProperties(json({}), {
      url: { value: url },
      redirected: { value: true },
    });
    const fetch = (): Promise<Response> => Promise.resolve(response);
    const client = new ServiceClient(service, { credential: secret, fetch, maxRetries: 0 });
    const error = await failure(client.call(listBalances, project));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({ reason: "redirect" });
    expect(String(error)).toContain(`fetch followed a redirect to ${shown}, which isn't allowed`);
  });
});
