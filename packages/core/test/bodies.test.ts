import { describe, expect, it } from "@jest/globals";
import { UnexpectedResponseError, type OperationDefinition } from "../src/index.js";
import { failure, json, listBalances, project, rig, secret } from "./support/service.js";

const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => Uint8Array.from(values);
const answer = (body: BodyInit | null, type?: string, status = 200): Response =>
  new Response(body, { status, headers: type === undefined ? {} : { "content-type": type } });
const utf16 = Uint8Array.from(Buffer.from('\ufeff{"name":"é"}', "utf16le"));
/** Sent one byte at a time. */
const pieces = (text: string): ReadableStream =>
  new Blob([text]).stream().pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        for (const byte of chunk) controller.enqueue(Uint8Array.of(byte));
      },
    }),
  );

describe("a 2xx with the declared JSON", () => {
  it.each<[string, Response, unknown]>([
    ["plain", json({ balances: [1.5] }), { balances: [1.5] }],
    ["no content type", answer(bytes(...Buffer.from('{"a":1}'))), { a: 1 }],
    ["a text type", answer('{"a":1}', "text/html"), { a: 1 }],
    ["a byte order mark", answer('\ufeff{"a":1}', "application/json"), { a: 1 }],
    [
      "UTF-8 with a wrong charset",
      answer('{"name":"é"}', "application/json; charset=iso-8859-1"),
      { name: "é" },
    ],
    [
      "UTF-8 with an unknown charset",
      answer('{"name":"é"}', "application/json; charset=klingon"),
      { name: "é" },
    ],
    [
      "Latin-1 with its charset",
      answer(bytes(0x22, 0xe9, 0x22), 'application/json; charset="ISO-8859-1"'),
      "é",
    ],
    ["UTF-16 with its charset", answer(utf16, "application/json;charset=utf-16le"), { name: "é" }],
    ["many pieces", answer(pieces('{"name":"é"}'), "application/json"), { name: "é" }],
    ["201", json({ a: 1 }, { status: 201 }), { a: 1 }],
    ["false, 0 and the empty string", json([false, 0, ""]), [false, 0, ""]],
  ])("%s", async (_, response, data) => {
    const { client } = rig(() => response);
    await expect(client.call(listBalances, project)).resolves.toEqual(data);
  });
});

describe("a 2xx without the declared JSON", () => {
  it.each<[string, () => Response, string]>([
    ["HTML", () => answer("<html>login</html>", "text/html"), "<html>login</html>"],
    ["text", () => answer("OK", "text/plain"), "OK"],
    ["nothing", () => answer("", "application/json"), ""],
    ["204", () => answer(null, undefined, 204), ""],
    ["205", () => answer(null, undefined, 205), ""],
    ["truncated JSON", () => answer('{"balances":[', "application/json"), '{"balances":['],
    ["null", () => answer("null", "application/json"), "null"],
    [
      "bytes in no known encoding",
      () => answer(bytes(0x22, 0xff, 0x22), "application/json"),
      '"\ufffd"',
    ],
    ["an echoed credential", () => answer(`<b>${secret}</b>`, "text/html"), "<b>[redacted]</b>"],
  ])("%s", async (_, response, body) => {
    const { client, requests } = rig(response);
    const error = await failure(client.call(listBalances, project, { maxRetries: 0 }));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({
      reason: "body",
      status: response().status,
      body,
      method: "GET",
      path: "/v1/projects/p-1/balances",
      attempts: 1,
    });
    expect((error as Error).message).toBe(
      `listBalances: GET https://api.acme.example/v1/projects/p-1/balances answered ${response().status} ${body ? "with a body that isn't JSON" : "with an empty body instead of JSON"}`,
    );
    expect(requests).toHaveLength(1);
  });

  it("a body over the size limit, without a retry", async () => {
    let pulled = 0;
    let cancelled = false;
    const { client, requests } = rig(
      () =>
        new Response(
          new ReadableStream({
            pull: (controller) => {
              pulled++;
              controller.enqueue(new Uint8Array(2 ** 22));
            },
            cancel: () => {
              cancelled = true;
            },
          }),
        ),
    );
    const error = await failure(client.call(listBalances, project));
    expect(error).toMatchObject({ name: "UnexpectedResponseError", reason: "size", status: 200 });
    expect((error as Error).message).toContain("more than 8388608 bytes (maxResponseBytes)");
    expect([pulled < 12, cancelled, requests.length]).toEqual([true, true, 1]);
  });

  it("a status that isn't an HTTP status", async () => {
    const response = json({});
    Object.defineProperty(response, "status", { value: 999 });
    const { client } = rig(() => response);
    const error = await failure(client.call(listBalances, project));
    expect(error).toMatchObject({ name: "UnexpectedResponseError", reason: "status", status: 999 });
  });
});

describe("an operation without a declared body", () => {
  const operation: OperationDefinition = {
    id: "touch",
    method: "PUT",
    path: "/v1",
    parameters: {},
  };

  it.each([answer(null, undefined, 204), answer("OK", "text/plain"), answer("")])(
    "returns undefined",
    async (response) => {
      const { client } = rig(() => response);
      await expect(client.call(operation, undefined)).resolves.toBeUndefined();
    },
  );
});
