import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { IncomingMessage, ServerResponse } from "node:http";
import { ServiceClient, UnexpectedResponseError, defaultLayers, type Layer } from "../src/index.js";
import {
  createOrder,
  failure,
  listBalances,
  project,
  rig,
  secret,
  service,
} from "./support/service.js";
import { serveHttp, type Running } from "./support/server.js";

let server: Running;
let other: Running;
let seen: string[];
let answer: (request: IncomingMessage, response: ServerResponse, index: number) => void;

const body = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};
const fine = (response: ServerResponse): void => {
  response.setHeader("content-type", "application/json").end('{"ok":1}');
};
const redirect = (response: ServerResponse, status: number, location: string): void => {
  response.writeHead(status, { location }).end("moved");
};
const client = (): ServiceClient<object> =>
  new ServiceClient(service, { credential: secret, baseUrl: server.baseUrl });

beforeEach(async () => {
  seen = [];
  server = await serveHttp((request, response) => {
    void body(request).then((text) => {
      seen.push(
        [request.method, request.url, request.headers.authorization, text]
          .filter(Boolean)
          .join(" "),
      );
      answer(request, response, seen.length - 1);
    });
  });
  other = await serveHttp((request, response) => {
    seen.push(`other ${request.url ?? ""}`);
    fine(response);
  });
});
afterEach(async () => {
  await server.close();
  await other.close();
});

describe("a redirect within the origin", () => {
  it.each([301, 302, 303, 307, 308])("%d is followed with the credential", async (status) => {
    answer = (_, response, index) => {
      if (index) fine(response);
      else redirect(response, status, "../elsewhere?a=1");
    };
    const { data, response } = await client().call(listBalances, project).withResponse();
    expect(data).toEqual({ ok: 1 });
    expect(response.redirected).toBe(true);
    expect(response.url).toBe(`${server.baseUrl}/v1/projects/elsewhere?a=1`);
    expect(seen).toEqual([
      `GET /v1/projects/p-1/balances Token ${secret}`,
      `GET /v1/projects/elsewhere?a=1 Token ${secret}`,
    ]);
  });

  it.each<[number, string]>([
    [301, `GET /new Token ${secret}`],
    [302, `GET /new Token ${secret}`],
    [303, `GET /new Token ${secret}`],
    [307, `POST /new Token ${secret} {"amount":"1"}`],
    [308, `POST /new Token ${secret} {"amount":"1"}`],
  ])("of a POST by %d follows RFC 9110", async (status, second) => {
    answer = (_, response, index) => {
      if (index) fine(response);
      else redirect(response, status, "/new");
    };
    await client().call(createOrder, { body: { amount: "1" } });
    expect(seen[1]).toBe(second);
  });

  it.each([
    [301, `PUT /new Token ${secret} {"amount":"1"}`],
    [302, `PUT /new Token ${secret} {"amount":"1"}`],
    [303, `GET /new Token ${secret}`],
  ])("of a PUT by %d stays a PUT with its body, except for 303", async (status, second) => {
    answer = (_, response, index) => {
      if (index) fine(response);
      else redirect(response, status, "/new");
    };
    await client().call({ ...createOrder, method: "PUT" }, { body: { amount: "1" } });
    expect(seen[1]).toBe(second);
  });

  it("is visible only in the response's url and redirected", async () => {
    answer = (_, response) => {
      fine(response);
    };
    const { response } = await client().call(listBalances, project).withResponse();
    expect(response.redirected).toBe(false);
  });

  it("of a HEAD stays a HEAD", async () => {
    answer = (_, response, index) => {
      if (index) response.end();
      else redirect(response, 303, "/new");
    };
    const head = { id: "head", method: "HEAD", path: "/v1", parameters: {} };
    await client().call(head, undefined);
    expect(seen[1]).toBe(`HEAD /new Token ${secret}`);
  });

  it("drops user information from the address", async () => {
    answer = (_, response, index) => {
      if (index) fine(response);
      else redirect(response, 302, `${server.baseUrl.replace("://", "://user:word@")}/new`);
    };
    await expect(client().call(listBalances, project)).resolves.toEqual({ ok: 1 });
  });

  it("in a loop stops after five", async () => {
    answer = (request, response) => {
      redirect(response, 302, request.url ?? "");
    };
    const error = await failure(client().call(listBalances, project));
    expect(error).toMatchObject({
      name: "UnexpectedResponseError",
      reason: "redirect",
      status: 302,
      attempts: 1,
    });
    expect((error as Error).message).toContain("after 5 others, not followed");
    expect(seen).toHaveLength(6);
  });
});

describe("a redirect that isn't followed", () => {
  it("goes to another origin: the credential isn't sent, and the error says so", async () => {
    answer = (_, response) => {
      redirect(response, 302, `${other.baseUrl}/steal`);
    };
    const error = await failure(client().call(listBalances, project));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect((error as Error).message).toContain(
      `answered 302 with a redirect to ${other.baseUrl}, not followed: the credential is for ${server.baseUrl} only`,
    );
    expect(seen).toHaveLength(1);
  });

  it("can't be followed by fetch either if a layer rebuilds the request or no redirect layer runs", async () => {
    answer = (_, response) => {
      redirect(response, 302, `${other.baseUrl}/steal`);
    };
    const repeating: Layer = (next) => (request, call) =>
      next({ method: "GET", url: request.url, headers: new Headers() }, call);
    for (const layers of [[repeating, ...defaultLayers()], [repeating]]) {
      const options = { credential: secret, baseUrl: server.baseUrl, layers };
      await failure(new ServiceClient(service, options).call(listBalances, project));
    }
    expect(seen).toHaveLength(2);
    expect(seen.join()).not.toContain("other");
  });

  it("has an invalid address", async () => {
    answer = (_, response) => {
      redirect(response, 302, "http://[");
    };
    expect(await failure(client().call(listBalances, project))).toMatchObject({
      reason: "redirect",
      message: expect.stringMatching(
        / answered 302 with a redirect to an invalid address$/,
      ) as unknown,
    });
  });

  it("has no location and is an ordinary response", async () => {
    answer = (_, response) => response.writeHead(302).end();
    expect(await failure(client().call(listBalances, project))).toMatchObject({
      name: "ApiError",
      status: 302,
    });
  });

  it("is hidden by a browser", async () => {
    const opaque = new Response(null);
    Object.defineProperties(opaque, { type: { value: "opaqueredirect" }, status: { value: 0 } });
    const { client: mocked } = rig(() => opaque);
    const error = await failure(mocked.call(listBalances, project));
    expect(error).toMatchObject({ name: "UnexpectedResponseError", reason: "redirect", status: 0 });
    expect((error as Error).message).toContain("a redirect that this runtime hides");
  });
});
