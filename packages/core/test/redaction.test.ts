import { describe, expect, it } from "@jest/globals";
import { inspect } from "node:util";
import type { ApiError } from "../src/index.js";
import { recorder } from "./support/recorder.js";
import { failure, json, listBalances, project, rig, secret } from "./support/service.js";

describe("the cause of a ConnectionError", () => {
  it("is a copy with its name, code, stack and nested causes", async () => {
    const thrown: Error & { cause?: unknown } = new TypeError("fetch failed");
    thrown.stack = `at ${secret}`;
    thrown.cause = Object.assign(new Error("connect"), { code: "ECONNREFUSED", cause: thrown });
    const { client } = rig(() => Promise.reject(thrown));
    const error = (await failure(client.call(listBalances, project, { maxRetries: 0 }))) as Error;
    expect(error.cause).not.toBe(thrown);
    expect(error.cause).toMatchObject({
      name: "TypeError",
      message: "fetch failed",
      stack: "at [redacted]",
      cause: { message: "connect", code: "ECONNREFUSED" },
    });
  });
});

/** A user's own `fetch` can reject with any value. */
const rejectWith = (value: unknown) => async (): Promise<Response> => {
  await Promise.resolve();
  throw value;
};

describe("the credential is never visible", () => {
  const echo = (request: Request): string => request.headers.get("authorization") ?? "";
  it.each<[string, (request: Request) => Response | Promise<Response>]>([
    [
      "an error body",
      (request) =>
        json({ err_code: secret, err_msg: echo(request), request_id: secret }, { status: 400 }),
    ],
    [
      "a text body and headers",
      (request) =>
        new Response(echo(request), {
          status: 500,
          headers: { "acme-request-id": secret, "x-a": secret },
        }),
    ],
    [
      "HTML under 200",
      (request) =>
        new Response(`<p>${echo(request)}</p>`, { headers: { "acme-request-id": secret } }),
    ],
    [
      "a redirect",
      () =>
        new Response(null, { status: 302, headers: { location: `https://${secret}.example/` } }),
    ],
    [
      "a fetch error that includes the request",
      (request) =>
        Promise.reject(
          Object.assign(
            new TypeError(`bad value ${secret}`, {
              cause: Object.assign(new Error(secret), { code: "E_BAD" }),
            }),
            { request, stack: `at ${secret}` },
          ),
        ),
    ],
    ["a thrown string", rejectWith(`bad ${secret}`)],
  ])("after %s", async (_, answer) => {
    const { logger, lines } = recorder();
    const { client, clock } = rig(answer, { logger });
    const error = await failure(clock.run(client.call(listBalances, { project_id: secret })));
    expect(error).toBeInstanceOf(Error);
    const visible = [
      inspect(error, { depth: 20, showHidden: true }),
      JSON.stringify(error),
      inspect(lines, { depth: 20 }),
    ].join("\n");
    expect(visible).toContain("[redacted]");
    expect(visible).not.toContain(secret);
  });

  it.each<[string, (char: string) => string]>([
    ["an escaped slash", (char) => char.replace("/", "\\/")],
    ["in JSON's numbers", (char) => `\\u00${char.charCodeAt(0).toString(16).toUpperCase()}`],
    ["a URL's escapes", (char) => `%${char.charCodeAt(0).toString(16)}`],
    ["some of a URL's escapes", (char) => encodeURIComponent(char)],
    ["HTML's entities", (char) => ({ "&": "&amp;", "<": "&lt;" })[char] ?? char],
  ])("however the service encodes it: %s", async (_, spell) => {
    const key = "cana/ry+5f<1c&9e0b=";
    const spelled = key.replace(/./g, spell);
    for (const [status, body] of [
      [200, `{ "key": "${spelled}"`],
      [200, `{ "key": "${spelled}" }`],
      [400, `{ "key": "${spelled}"`],
      [400, `see ?key=${spelled}`],
    ] as const) {
      const { client, clock } = rig(() => new Response(body, { status }), { credential: key });
      const operation = { ...listBalances, result: { required: ["amount"] } };
      const error = await failure(clock.run(client.call(operation, project)));
      const { message, body: shown } = error as ApiError;
      expect(JSON.stringify([message, shown])).toContain("[redacted]");
      expect(JSON.stringify([message, shown]).replaceAll("\\\\", "\\")).not.toContain(spelled);
    }
  });

  it("in an inspected client", () => {
    const { client } = rig(() => json({}));
    expect(inspect(client, { depth: 20, showHidden: true })).not.toContain(secret);
    expect(JSON.stringify(client)).not.toContain(secret);
  });
});
