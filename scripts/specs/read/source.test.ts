import { describe, expect, it } from "@jest/globals";
import { createHash } from "node:crypto";
import { readSource } from "./source.js";
import { problemsOfAsync } from "../testing/problems.js";
import { fixturePath } from "../testing/repository.js";

const address = "https://acme.test/openapi.yaml";
const onlyHttps = "only https addresses are fetched";
const limits = { timeoutMs: 50, maxBytes: 10 };

function answering(response: () => Response | Promise<Response>): typeof fetch {
  return () => Promise.resolve(response());
}

describe("a source", () => {
  it("is a file, named without this machine's folders", async () => {
    const read = await readSource(fixturePath("genesys-cloud/billing.swagger2.json"));
    expect(read.name).toBe("billing.swagger2.json");
    expect(read.sha256).toBe(createHash("sha256").update(read.text).digest("hex"));
  });

  it("is an https address", async () => {
    const fetcher = answering(() => new Response("a: 1"));
    const read = await readSource(address, fetcher, limits);
    expect(read).toEqual({
      name: address,
      text: "a: 1",
      sha256: createHash("sha256").update("a: 1").digest("hex"),
    });
  });

  it.each<[string, string, typeof fetch, string]>([
    ["a missing file", "gone.yaml", fetch, "gone.yaml: cannot be read: there is no such file"],
    ["a folder", __dirname, fetch, `${__dirname}: cannot be read: it is a folder, not a file`],
    [
      "what is not UTF-8",
      address,
      answering(() => new Response(Buffer.from([0xff, 0xfe, 0x61, 0x00]))),
      `${address}: not a description: it is not text in UTF-8`,
    ],
    ["http", "http://acme.test/x", fetch, `http://acme.test/x: ${onlyHttps}`],
    ["a file: address", "file:///etc/passwd", fetch, `file:///etc/passwd: ${onlyHttps}`],
    [
      "a password",
      "https://me:secret@acme.test/x",
      fetch,
      "acme.test: an address with a user name or password is not fetched",
    ],
    [
      "an error status",
      address,
      answering(() => new Response("", { status: 404 })),
      `${address}: cannot be fetched: the server answered 404; pass a copy with --from FILE`,
    ],
    [
      "too much",
      address,
      answering(() => new Response("x".repeat(11))),
      `${address}: cannot be fetched: it is larger than 10 bytes; pass a copy with --from FILE`,
    ],
    [
      "no network",
      address,
      () =>
        Promise.reject(
          new TypeError("fetch failed", { cause: new Error("getaddrinfo ENOTFOUND acme.test") }),
        ),
      `${address}: cannot be fetched: getaddrinfo ENOTFOUND acme.test; pass a copy with --from FILE`,
    ],
    [
      "no answer before the timeout",
      address,
      (_, init) =>
        new Promise((_, reject) => {
          init?.signal?.addEventListener("abort", () => {
            reject(init.signal?.reason as DOMException);
          });
        }),
      `${address}: cannot be fetched: no answer within 50 ms; pass a copy with --from FILE`,
    ],
  ])("%s is one clear line", async (_, from, fetcher, problem) => {
    expect(await problemsOfAsync(() => readSource(from, fetcher, limits))).toEqual([problem]);
  });
});
