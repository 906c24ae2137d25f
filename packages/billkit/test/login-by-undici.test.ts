import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "@jest/globals";
import { defaultLayers } from "@billkit/core";
import { undiciLayer } from "@billkit/core/undici";
import { connectGenesysCloud } from "../src/index.js";
import { cleanEnvironment } from "./support/environment.js";

cleanEnvironment();

const server = createServer(({ url = "" }, response) => {
  seen.push(url);
  response.end(JSON.stringify({ access_token: "a-token", entities: [] }));
});
const seen: string[] = [];
afterEach(() => once(server.close(), "close"));

it("logs in through undiciLayer too, so that a proxy sees both", async () => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const genesys = connectGenesysCloud({
    clientId: "client",
    clientSecret: "secret",
    baseUrl,
    loginUrl: baseUrl,
    layers: [...defaultLayers(), undiciLayer()],
    fetch: () => Promise.reject(new Error("fetch was called")),
  });
  await genesys.organizationAuthorization.listTrustors({});
  expect(seen).toEqual(["/oauth/token", "/api/v2/orgauthorization/trustors"]);
});
