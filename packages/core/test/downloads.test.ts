import { describe, expect, it } from "@jest/globals";
import { byRepeat, downloads, type ReportDefinition } from "../src/reports/index.js";
import { failure, hang, inTurn, listBalances, reset, rig, secret } from "./support/service.js";

const origin = "https://files.acme.example";
const signed = `${origin}/1?sig=secret-signature`;
const definition: ReportDefinition<object> = {
  kind: "acme.report",
  form: byRepeat,
  start: listBalances,
  states: {},
  downloads: { at: "/url", origins: [origin] },
};
type Answer = Parameters<typeof rig>[0];

/** The files of a report whose address answers so. */
function files(answer: Answer, url: unknown = signed) {
  const made = rig(answer, { headers: { "x-own": secret } });
  const found = downloads({ serviceClient: made.client }, definition, { url });
  const read = async (): Promise<string> => {
    let text = "";
    for await (const { body } of found) text += await new Response(body).text();
    return text;
  };
  return { ...made, read };
}
const redirect = (location: string) => (): Response =>
  new Response(null, { status: 302, headers: { location } });
const csv = (): Response => new Response("a,b");

it.each<[string, () => unknown, string]>([
  ["nothing", () => undefined, "fetch returned undefined"],
  ["no headers", () => ({ status: 200 }), "fetch returned an object"],
  [
    "a body that was read",
    () => {
      const response = csv();
      void response.text();
      return response;
    },
    "fetch returned a Response whose body was already read",
  ],
])("a download names fetch if it returns %s", async (_, answer, message) => {
  const error = await failure(files(answer as Answer).read());
  expect(error).toMatchObject({ name: "ConfigurationError", option: "fetch" });
  expect(String(error)).toContain(`${message}; allowed: a Response with an unread body`);
});

describe("a redirect of a download", () => {
  it.each([
    ["to the same origin", "/2?sig=other", `${origin}/2?sig=other`],
    ["to the service", "https://api.acme.example/3", "https://api.acme.example/3"],
  ])("%s is followed without the credential", async (_, location, expected) => {
    const { read, requests } = files(inTurn(redirect(location), csv));
    expect(await read()).toBe("a,b");
    expect(requests.map(({ url }) => url)).toEqual([signed, expected]);
    for (const { headers } of requests)
      expect(JSON.stringify([...headers])).not.toMatch(/authorization|x-own|canary/);
  });

  it.each([
    ["to an undeclared origin", "https://evil.example/", "redirects to an address of https://evil"],
    ["without TLS", "http://files.acme.example/", "redirects to an address of http://files"],
    ["with a password", "https://me:pass@files.acme.example/", "a user name or password"],
    ["to an invalid address", "https://[", "a string that isn't an address"],
  ])("%s isn't followed", async (_, location, message) => {
    const { read, requests } = files(redirect(location));
    const error = await failure(read());
    expect(error).toMatchObject({ reason: "download", attempts: 1 });
    expect(String(error)).toContain(message);
    expect(requests).toHaveLength(1);
  });

  it("is followed five times", async () => {
    const { read, requests } = files(redirect(signed));
    expect(await failure(read())).toMatchObject({ reason: "download", status: 302 });
    expect(requests).toHaveLength(6);
  });

  it("whose target fails is reported with the target's origin", async () => {
    const { read } = files(inTurn(redirect("https://api.acme.example/3"), reset));
    expect(String(await failure(read()))).toContain("download 1 from https://api.acme.example:");
  });
});

describe("a download that fails", () => {
  it.each([
    [403, "answered 403; the address may have expired: get the report again"],
    [503, "answered 503; download it again later"],
  ])("reports status %s", async (status, message) => {
    const { read } = files(() => new Response("no", { status }));
    const error = await failure(read());
    expect(error).toMatchObject({ name: "UnexpectedResponseError", reason: "download", status });
    expect(String(error)).toContain(`acme.report: download 1 from ${origin} ${message}`);
  });

  it("throws TimeoutError if no response arrives", async () => {
    const { read, clock } = files(hang);
    expect(await failure(clock.run(read()))).toMatchObject({ name: "TimeoutError", ms: 60_000 });
  });

  it.each<[string, (stream: ReadableStreamDefaultController<Uint8Array>) => void, string]>([
    ["stalls", () => undefined, "TimeoutError"],
    [
      "is reset",
      (stream) => {
        stream.error(
          new TypeError("terminated", { cause: { code: "ECONNRESET", message: signed } }),
        );
      },
      "ConnectionError",
    ],
  ])("throws if its body %s", async (_, end, name) => {
    const { read, clock } = files(
      () =>
        new Response(
          new ReadableStream<Uint8Array>({
            start(stream) {
              stream.enqueue(new TextEncoder().encode("a,"));
              end(stream);
            },
          }),
        ),
    );
    const error = await failure(clock.run(read()));
    expect(error).toMatchObject({ name });
    expect(String(error)).toContain(name === "TimeoutError" ? "60000 ms" : "failed: ECONNRESET");
    expect(String(error) + JSON.stringify(error)).not.toContain("secret-signature");
    expect(clock.sleeping).toBe(0);
  });

  it("ends with the signal's own reason", async () => {
    const { client, clock } = rig(hang);
    const controller = new AbortController();
    const { signal } = controller;
    const found = downloads({ serviceClient: client }, definition, { url: signed }, { signal });
    const next = failure(found.next());
    controller.abort("enough");
    expect([await next, clock.sleeping]).toEqual(["enough", 0]);
  });
});

it("reads a body that isn't a stream, as in React Native", async () => {
  const { read } = files(() => Object.defineProperty(csv(), "body", { value: undefined }));
  expect(await read()).toBe("a,b");
});

it("has no files if the report has no address", async () => {
  const { read, requests } = files(csv, null);
  expect([await read(), requests.length]).toEqual(["", 0]);
});

it.each([[{}], [7], ["7"]])("rejects %j as an address", async (url) => {
  const { read, requests } = files(csv, url);
  expect(await failure(read())).toMatchObject({ reason: "download", attempts: 0 });
  expect(requests).toEqual([]);
});
