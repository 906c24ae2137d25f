import { describe, expect, it } from "@jest/globals";
import { createHash } from "node:crypto";
import { readSource } from "./source.js";
import { problemsOfAsync } from "../testing/problems.js";
import { fixturePath } from "../testing/repository.js";

const address = "https://acme.test/openapi.yaml";
const onlyHttps = "only https addresses are fetched";
const limits = { timeoutMs: 50, maxBytes: 10 };

function answering(...response: ConstructorParameters<typeof Response>): typeof fetch {
  return () => Promise.resolve(new Response(...response));
}

const unfetched = (why: string): string =>
  `${address}: cannot be fetched: ${why}; pass a copy with --from FILE`;

describe("a source", () => {
  it("is a file, named without this machine's folders", async () => {
    const read = await readSource(fixturePath("genesys-cloud/billing.swagger2.json"));
    expect(read.name).toBe("billing.swagger2.json");
    expect(read.sha256).toBe(createHash("sha256").update(read.text).digest("hex"));
  });

  it("is an https address", async () => {
    const read = await readSource(address, answering("a: 1"), limits);
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
      answering(Buffer.from([0xff, 0xfe, 0x61, 0x00])),
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
    ["a status", address, answering("", { status: 404 }), unfetched("the server answered 404")],
    ["too much", address, answering("x".repeat(11)), unfetched("it is larger than 10 bytes")],
    [
      "no network",
      address,
      () => Promise.reject(new TypeError("fetch failed", { cause: new Error("ENOTFOUND") })),
      unfetched("ENOTFOUND"),
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
      unfetched("no answer within 50 ms"),
    ],
  ])("%s is one clear line", async (_, from, fetcher, problem) => {
    expect(await problemsOfAsync(() => readSource(from, fetcher, limits))).toEqual([problem]);
  });
});
