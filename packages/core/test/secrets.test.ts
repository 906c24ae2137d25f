import { describe, expect, it } from "@jest/globals";
import { keepSecret, redactResult, type ApiError, type Layer } from "../src/index.js";
import { byCursor, callPages } from "../src/client/index.js";
import { failure, json, listBalances, project, rig, secret } from "./support/service.js";

describe("a call's secrets", () => {
  /** The message of an error that quotes the service, where a layer has registered these secrets. */
  const redactedBody = async (sent: string, ...secrets: string[]): Promise<string> => {
    const keep: Layer = (next) => (request, call) => {
      for (const secret of secrets) keepSecret(call, secret);
      return next(request, call);
    };
    const { client } = rig(() => new Response(sent, { status: 400 }), { layers: [keep] });
    const { body } = (await failure(client.call(listBalances, project))) as ApiError;
    return JSON.stringify(body);
  };

  it.each([
    ["of 6 characters are redacted", "my abcdef here", ["abcdef"], '"my [redacted] here"'],
    [
      "of 5 characters can be ordinary words and aren't redacted",
      "my abcde here",
      ["abcde"],
      '"my abcde here"',
    ],
    ["however many there are", "abcdef ghijkl", ["abcdef", "ghijkl"], '"[redacted] [redacted]"'],
    ["with a line break, in JSON", '["a key-\\n2 b"]', ["key-\n2"], '["a [redacted] b"]'],
    ["with other control characters, in JSON", '"key-\\r\\t2"', ["key-\r\t2"], '"[redacted]"'],
    ["beyond 16 bits, in JSON", '["\\ud83d\\udd11-key-5f"]', ["🔑-key-5f"], '["[redacted]"]'],
    [
      "beyond 16 bits, escaped in JSON",
      "see \\ud83d\\udd11-key-5f",
      ["🔑-key-5f"],
      '"see [redacted]"',
    ],
    ["beyond 16 bits, in a URL", "%F0%9F%94%91-key-5f", ["🔑-key-5f"], '"[redacted]"'],
  ])("%s: %j", async (_, sent, secrets, expected) => {
    expect(await redactedBody(sent, ...secrets)).toBe(expected);
  });
});

it.each([0, 1, 5, secret.length - 1])(
  "a body that is cut %i characters into a secret shows no part of it",
  async (shown) => {
    const body = `${secret} `.repeat(1000) + "x".repeat(300_000) + secret.slice(0, 4);
    const sent = body.slice(0, 262_144 - shown) + secret + "x".repeat(99_999);
    const { client } = rig(() => new Response(sent, { status: 400 }));
    const { body: found } = (await failure(client.call(listBalances, project))) as ApiError;
    expect(String(found).length).toBeLessThanOrEqual(262_144);
    expect(String(found).includes(secret.slice(0, 3))).toBe(false);
  },
);

describe("the cause of a ConnectionError", () => {
  it("has no name, message, stack or code if what was thrown had none", async () => {
    const { client } = rig(() => Promise.reject(Object.assign(new Error("x"), { code: 5 })));
    const bare = rig(() => Promise.reject(Object.create(null) as Error));
    for (const [made, expected] of [
      [client, { name: "Error", message: "x" }],
      [bare.client, { name: "Error", message: "", stack: "" }],
    ] as const) {
      const error = await failure(made.call(listBalances, project, { maxRetries: 0 }));
      const { cause } = error as Error;
      expect(cause).toMatchObject(expected);
      expect(cause).not.toHaveProperty("code");
    }
  });
});

it("are redacted in the text of every page", async () => {
  const { client } = rig((_, index) => json({ balances: [index], next: [7][index] ?? null }));
  const pages = { form: byCursor, items: "/balances", parameter: "limit", next: "/next" };
  const texts: string[] = [];
  for await (const page of callPages(client, listBalances, pages, project).pages())
    texts.push(redactResult(page, `echo of ${secret}`));
  expect(texts).toEqual(["echo of [redacted]", "echo of [redacted]"]);
});
