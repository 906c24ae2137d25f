import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { download } from "./download.js";
import { Downloads } from "./downloads.js";
import { problemsOfAsync } from "../testing/problems.js";

const limits = { timeoutMs: 10_000, maxBytes: 100 };
const requests: IncomingMessage[] = [];
let content = "openapi: 3.1.0";
let etag = '"1"';
let server: Server;
let origin: string;
let folder: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(request);
    if (request.url === "/stalls") {
      response.write("openapi");
    } else if (request.url === "/moved") {
      response.writeHead(302, { location: "/openapi.yaml" }).end();
    } else if (request.headers["if-none-match"] === etag) {
      response.writeHead(304).end();
    } else {
      response.writeHead(200, { etag, "last-modified": "Thu, 01 Jan 2026 00:00:00 GMT" });
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
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "billkit-downloads-"));
  requests.length = 0;
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function get(path = "/openapi.yaml", downloads = new Downloads(folder)): Promise<string> {
  return Buffer.from(await download(`${origin}${path}`, fetch, limits, downloads)).toString();
}

describe("a download, from a real server", () => {
  it("is asked for anew only when it has changed", async () => {
    expect(await get()).toBe(content);
    expect(await get()).toBe(content);
    expect(requests.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, '"1"']);
    expect(requests[1]?.headers["if-modified-since"]).toBe("Thu, 01 Jan 2026 00:00:00 GMT");
    [content, etag] = ["openapi: 3.0.0", '"2"'];
    expect(await get()).toBe("openapi: 3.0.0");
    expect(await get()).toBe("openapi: 3.0.0");
    expect(requests[3]?.headers["if-none-match"]).toBe('"2"');
  });

  it("is asked for without conditions when what was kept is damaged", async () => {
    await get();
    for (const name of readdirSync(folder)) writeFileSync(join(folder, name), "damaged");
    expect(await get()).toBe(content);
    expect(requests[1]?.headers["if-none-match"]).toBeUndefined();
  });

  it("does without a folder that cannot be written to", async () => {
    writeFileSync(join(folder, "file"), "");
    expect(await get("/openapi.yaml", new Downloads(join(folder, "file/inside")))).toBe(content);
  });

  it("follows a redirect", async () => {
    expect(await get("/moved")).toBe(content);
  });

  it("ends a body that never does", async () => {
    const stalled = download(
      `${origin}/stalls`,
      fetch,
      { ...limits, timeoutMs: 200 },
      new Downloads(),
    );
    expect(await problemsOfAsync(() => stalled)).toEqual([
      `${origin}/stalls: cannot be fetched: no answer within 200 ms; give a copy with --from FILE`,
    ]);
  });
});

describe("a redirect", () => {
  it.each<[string, string, string]>([
    ["to http", "http://acme.test/x", "it redirects to an address that is not https"],
    ["to a file", "file:///etc/passwd", "it redirects to an address that is not https"],
    [
      "to http on this machine",
      "http://127.0.0.1/x",
      "it redirects to an address that is not https",
    ],
    ["to this machine", "https://localhost/x", "it redirects to the private address localhost"],
    [
      "to a network of its own",
      "https://10.0.0.7/x",
      "it redirects to the private address 10.0.0.7",
    ],
    ["to a cloud's secrets", "https://169.254.169.254/", "it redirects to the private address"],
    ["by IPv6", "https://[::ffff:127.0.0.1]/", "it redirects to the private address"],
    ["with a password", "https://a:b@acme.test/", "it redirects to an address with a user name"],
    ["nowhere", "https://", "it redirects to no valid address"],
    ["in a circle", "/again", "it redirects more than 5 times"],
  ])("%s is not followed", async (_, location, problem) => {
    const asked: string[] = [];
    const fetcher: typeof fetch = (input) => {
      asked.push(new Request(input).url);
      return Promise.resolve(new Response(null, { status: 302, headers: { location } }));
    };
    const address = "https://acme.test/openapi.yaml";
    const problems = await problemsOfAsync(() =>
      download(address, fetcher, limits, new Downloads()),
    );
    expect(problems).toEqual([
      expect.stringContaining(`${address}: cannot be fetched: ${problem}`),
    ]);
    expect(asked.every((each) => each.startsWith("https://acme.test/"))).toBe(true);
  });
});
