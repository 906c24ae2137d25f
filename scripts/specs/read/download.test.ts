import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { download } from "./download.js";
import { problemsOfAsync } from "../testing/problems.js";

const limits = { timeoutMs: 10_000, maxBytes: 100 };
const content = "openapi: 3.1.0";
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === "/stalls") {
      response.write("openapi");
    } else if (request.url === "/moved") {
      response.writeHead(302, { location: "/openapi.yaml" }).end();
    } else {
      response.end(content);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("a download, from a real server", () => {
  it("follows a redirect", async () => {
    const bytes = await download(`${origin}/moved`, fetch, limits);
    expect(Buffer.from(bytes).toString()).toBe(content);
  });

  it("times out on a body that never ends", async () => {
    const stalled = download(`${origin}/stalls`, fetch, { ...limits, timeoutMs: 200 });
    expect(await problemsOfAsync(() => stalled)).toEqual([
      `${origin}/stalls: cannot be fetched: no answer within 200 ms; pass a copy with --from FILE`,
    ]);
  });
});

describe("a redirect", () => {
  it.each<[string, string, string]>([
    ["to http", "http://acme.test/x", "it redirects to an address that is not https"],
    ["to a file", "file:///etc/passwd", "it redirects to an address that is not https"],
    ["to this machine", "https://localhost/x", "it redirects to the private address localhost"],
    ["to a private network", "https://10.0.0.7/x", "it redirects to the private address 10.0.0.7"],
    ["to a cloud's secrets", "https://169.254.169.254/", "it redirects to the private address"],
    ["by IPv6", "https://[::ffff:127.0.0.1]/", "it redirects to the private address"],
    ["with a password", "https://a:b@acme.test/", "it redirects to an address with a user name"],
    ["nowhere", "https://", "it redirects to no valid address"],
    ["in a circle", "/again", "it redirects more than 5 times"],
  ])("%s is not followed", async (_, location, problem) => {
    const requested: string[] = [];
    const fetcher: typeof fetch = (input) => {
      requested.push(new Request(input).url);
      return Promise.resolve(new Response(null, { status: 302, headers: { location } }));
    };
    const address = "https://acme.test/openapi.yaml";
    const problems = await problemsOfAsync(() => download(address, fetcher, limits));
    expect(problems).toEqual([
      expect.stringContaining(`${address}: cannot be fetched: ${problem}`),
    ]);
    expect(requested.every((each) => each.startsWith("https://acme.test/"))).toBe(true);
  });
});
