import { describe, expect, it } from "@jest/globals";
import { messageDelay, ServiceClient, type ErrorForm } from "../src/index.js";
import { failure, json, listBalances, project, secret, service } from "./support/service.js";

const waitPattern = "in \\[?(\\d+)\\]? s";

/** The error of a rate-limited call. */
async function waitOf(
  errors: readonly ErrorForm[],
  body: string,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const client = new ServiceClient(
    { ...service, errors, messageDelay },
    {
      credential: secret,
      maxRetries: 0,
      fetch: () => Promise.resolve(new Response(body, { status: 429, headers })),
    },
  );
  return failure(client.call(listBalances, project));
}

describe("a wait in the error message", () => {
  const form = { message: "message", retryAfterSeconds: waitPattern };

  it.each<[string, readonly ErrorForm[], object, number | undefined]>([
    ["is heeded", [form], { message: "again in [7] s" }, 7000],
    [
      "reads it from a nested field",
      [{ message: "error.message", retryAfterSeconds: waitPattern }],
      { error: { message: "in 7 s" } },
      7000,
    ],
    ["searches each error form", [{ message: "err" }, form], { message: "in 7 s" }, 7000],
    ["ignores 0 s", [form], { message: "in 0 s" }, undefined],
    ["ignores a message without a number", [form], { message: "soon" }, undefined],
    ["ignores other fields if there is no message", [form], { error: "in 7 s" }, undefined],
    [
      "ignores forms that declare no pattern",
      [{ message: "message" }],
      { message: "in 7 s" },
      undefined,
    ],
    [
      "ignores a form without a message field",
      [{ retryAfterSeconds: waitPattern }],
      { undefined: "in 7 s" },
      undefined,
    ],
  ])("%s", async (_, errors, body, ms) => {
    expect(await waitOf(errors, JSON.stringify(body))).toMatchObject({ retryAfterMs: ms });
  });

  it.each(["", "in 7 s", "{", "null", '["in 7 s"]'])(
    "finds no wait in the body %j",
    async (body) => {
      expect(await waitOf([form], body)).toMatchObject({ retryAfterMs: undefined });
    },
  );

  it.each([
    ["20", 20_000],
    ["soon", undefined],
  ])("defers to Retry-After: %s", async (header, ms) => {
    const body = JSON.stringify({ message: "in 7 s" });
    expect(await waitOf([form], body, { "retry-after": header })).toMatchObject({
      retryAfterMs: ms,
    });
  });
});

describe("a message in an error", () => {
  const messageOf = async (body: Response): Promise<string> => {
    const client = new ServiceClient(service, {
      credential: secret,
      maxRetries: 0,
      fetch: () => Promise.resolve(body),
    });
    return ((await failure(client.call(listBalances, project))) as Error).message;
  };

  it.each([
    ["limit < 5", " answered 400: limit < 5"],
    ["<p>limit</p>", " answered 400"],
    [" \n <p>limit</p>", " answered 400"],
  ])("%j is quoted unless it is HTML", async (text, ending) => {
    expect(await messageOf(json({ message: text }, { status: 400 }))).toMatch(
      new RegExp(`balances${ending}$`),
    );
  });
});
