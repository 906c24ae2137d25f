import { describe, expect, it } from "@jest/globals";
import { queryCredentials, ServiceClient } from "../src/index.js";
import { rawClient } from "../src/client/raw.js";
import { decodeAll, shown } from "./support/canary.js";
import { recorder } from "./support/recorder.js";
import { failure, json, listBalances, project, service } from "./support/service.js";
import { VirtualClock } from "./support/virtual-clock.js";

describe("several credentials, one of them in the query", () => {
  const keys = { id: "first-id/1+", secret: "second-secret/2+", token: "third token/3+&" };
  const several = {
    ...service,
    credentials: [
      { option: "id", in: "header", name: "X-Id" },
      { option: "secret", in: "header", name: "X-Secret", prefix: "Basic " },
      { option: "token", in: "query", name: "api_key" },
    ],
    queryCredentials,
  } as const;
  const connect = (answer: (request: Request) => Response | Promise<Response>) => {
    const { logger, lines } = recorder();
    const clock = new VirtualClock();
    const options = { credential: keys, logger, clock, random: () => 0 };
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      const response = await answer(request);
      return Object.defineProperty(response, "url", { value: request.url });
    };
    return { client: new ServiceClient<object>(several, { ...options, fetch }), clock, lines };
  };
  const expectAllHidden = (...values: readonly unknown[]): void => {
    for (const secret of Object.values(keys)) {
      expect(decodeAll(shown(...values))).not.toContain(secret);
    }
  };
  const echo = ({ url, headers }: Request): string =>
    [url, headers.get("x-id"), headers.get("x-secret")].join(" ");

  it.each<[string, (request: Request) => Response | Promise<Response>]>([
    ["an error", (request) => json({ err_msg: echo(request) }, { status: 400 })],
    ["an error's headers", (request) => json({}, { status: 400, headers: { x: echo(request) } })],
    ["a fetch error", (request) => Promise.reject(new TypeError(echo(request)))],
    ["HTML", (request) => new Response(echo(request))],
    [
      "a redirect",
      ({ url }) =>
        new Response("", { status: 302, headers: { location: `https://evil.test/${url}` } }),
    ],
  ])("are removed from %s that echoes the request", async (_, answer) => {
    const { client, clock, lines } = connect(answer);
    const error = await failure(clock.run(client.call(listBalances, project)));
    expect(error).toMatchObject({ path: "/v1/projects/p-1/balances" });
    expectAllHidden(error, lines, client);
  });

  it("are sent, and removed from the URLs of responses", async () => {
    const sent: string[] = [];
    const { client, lines } = connect((request) => {
      sent.push(request.url);
      return json({ balances: [] });
    });
    const { response } = await client.call(listBalances, { ...project, limit: 1 }).withResponse();
    const raw = await rawClient(client).GET("/v1/projects" as never);
    const { response: ofRaw } = raw as { response: Response };
    expect(sent[0]).toContain(`limit=1&api_key=${encodeURIComponent(keys.token)}`);
    expect(sent).toHaveLength(2);
    expect(response.url).toBe(
      "https://api.acme.example/v1/projects/p-1/balances?limit=1&api_key=[redacted]",
    );
    expect(ofRaw.url).toBe("https://api.acme.example/v1/projects?api_key=[redacted]");
    expectAllHidden(response, response.url, ofRaw, ofRaw.url, lines);
  });
});
