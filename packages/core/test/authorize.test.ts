import { describe, expect, it, jest } from "@jest/globals";
import {
  AuthenticationError,
  BillkitError,
  ConfigurationError,
  ServiceClient,
  TimeoutError,
  authorizeLayer,
  type Credential,
} from "../src/index.js";
import {
  createOrder,
  failure,
  json,
  listBalances,
  project,
  rig,
  service,
} from "./support/service.js";

const header = (request: Request): string => request.headers.get("authorization") ?? "";
/** Accepts one value and answers 401 to others. */
const accepting =
  (value: string) =>
  (request: Request): Response =>
    header(request) === `Token ${value}`
      ? json({})
      : json({ err_code: "INVALID_AUTH" }, { status: 401 });

describe("the credential", () => {
  it("is sent in the service's header after its prefix", async () => {
    const { client, requests } = rig(() => json({}), { credential: "key with space" });
    await client.call(listBalances, project);
    expect(requests.map(header)).toEqual(["Token key with space"]);
  });

  it.each(["", " key", "key\n", "ключ", "a\u0000b", 42, null, undefined])(
    "%j is rejected without being quoted",
    (value) => {
      const credential = value as string;
      const make = (): unknown => new ServiceClient(service, { credential });
      expect(make).toThrow(ConfigurationError);
      expect(make).toThrow(/^Acme: credential (must be|is required)/);
    },
  );

  it.each([
    "https://api.acme.example/base",
    "http://localhost:8080",
    "http://127.0.0.1:1",
    "http://127.9.9.9",
    "http://127.10.200.1",
    "http://[::1]:99",
  ])("is sent to %s", (baseUrl) => {
    expect(new ServiceClient(service, { credential: "key", baseUrl }).baseUrl).toBe(baseUrl);
  });

  it.each([
    "http://api.acme.example",
    "http://127.0.0.1.acme.example",
    "http://localhost.acme.example",
    "http://sandbox.localhost",
    "http://evil-localhost",
    "ftp://localhost",
    "api.acme.example",
    "",
    "https://api.acme.example/?a=1",
    "https://api.acme.example/#a",
    "https://user:word@api.acme.example",
    "https://word@api.acme.example",
    JSON.parse("null") as string,
  ])("isn't sent to %j", (baseUrl) => {
    const make = (): unknown => new ServiceClient(service, { credential: "key", baseUrl });
    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(/^Acme: baseUrl .*allowed: https, or http to this machine/);
    expect(make).not.toThrow(/word/);
  });

  it("isn't sent to another host after a layer has changed the URL", async () => {
    const { client, requests } = rig(() => json({}), {
      layers: [
        (next) => (request, call) => next({ ...request, url: "http://elsewhere.example/v1" }, call),
        authorizeLayer,
      ],
    });
    const message = expect.stringContaining(
      "elsewhere.example/v1 was not sent: the credential is for https://api.acme.example only",
    ) as unknown;
    const expected = {
      name: "ConfigurationError",
      message,
      method: "GET",
      path: "/v1",
      attempts: 1,
    };
    expect(await failure(client.call(listBalances, project))).toMatchObject(expected);
    expect(requests).toHaveLength(0);
  });
});

describe("credential renewal", () => {
  it("calls the function once per call, and again with the value that a 401 rejected", async () => {
    const tokenRequests: (string | undefined)[] = [];
    const credential: Credential = ({ rejected }) => {
      tokenRequests.push(rejected);
      return rejected === undefined ? "old-token" : "new-token";
    };
    const { client, requests } = rig(accepting("new-token"), { credential });
    await client.call(listBalances, project);
    expect(requests.map(header)).toEqual(["Token old-token", "Token new-token"]);
    await client.call(listBalances, project);
    // Each call starts with the function's own value; the client remembers what replaced it.
    expect(tokenRequests).toEqual([undefined, "old-token", undefined, "old-token"]);
  });

  it("sends the body again", async () => {
    const bodies: string[] = [];
    const { client } = rig(
      async (request) => {
        bodies.push(await request.clone().text());
        return accepting("new-token")(request);
      },
      { credential: ({ rejected }) => (rejected === undefined ? "old-token" : "new-token") },
    );
    await client.call(createOrder, { body: { amount: "1" } });
    expect(bodies).toEqual(['{"amount":"1"}', '{"amount":"1"}']);
  });

  it("throws AuthenticationError on a second 401, even with retries left", async () => {
    const answers = [401, 503, 401, 401];
    const { client, clock, requests } = rig(
      (_, index) =>
        json({ err_code: "INVALID_AUTH", err_msg: "No." }, { status: answers[index] ?? 500 }),
      { credential: ({ rejected }) => (rejected === undefined ? "one-token" : `${rejected}-new`) },
    );
    const error = await failure(clock.run(client.call(listBalances, project)));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ status: 401, code: "INVALID_AUTH", attempts: 2 });
    expect(requests.map(header)).toEqual([
      "Token one-token",
      "Token one-token-new",
      "Token one-token-new",
    ]);
  });

  it("doesn't resend an unchanged credential", async () => {
    for (const credential of ["fixed-token", () => "fixed-token"]) {
      const { client, requests } = rig(accepting("another"), { credential });
      expect(await failure(client.call(listBalances, project))).toBeInstanceOf(AuthenticationError);
      expect(requests).toHaveLength(1);
    }
  });

  it("ten concurrent calls share one request for the credential and one renewal", async () => {
    const tokenRequests: (string | undefined)[] = [];
    let running = 0;
    const credential: Credential = async ({ rejected }) => {
      expect(++running).toBe(1);
      tokenRequests.push(rejected);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return rejected === undefined ? "old-token" : "new-token";
    };
    const { client, requests } = rig(accepting("new-token"), { credential });
    await Promise.all(Array.from({ length: 10 }, () => client.call(listBalances, project)));
    expect(tokenRequests).toEqual([undefined, "old-token"]);
    expect(requests).toHaveLength(20);
  });

  it("a call whose value was replaced meanwhile uses the replacement without calling the function", async () => {
    const tokenRequests: (string | undefined)[] = [];
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    const { client, requests } = rig(
      async (request, index) => {
        if (index === 0) await slow;
        return accepting("new-token")(request);
      },
      {
        credential: ({ rejected }) => {
          tokenRequests.push(rejected);
          return rejected === undefined && tokenRequests.length < 3 ? "old-token" : "new-token";
        },
      },
    );
    const first = client.call(listBalances, project);
    await client.call(listBalances, project);
    release();
    await first;
    expect(tokenRequests).toEqual([undefined, "old-token"]);
    expect(requests.map(header)).toEqual(
      ["old", "old", "new", "new"].map((word) => `Token ${word}-token`),
    );
  });
});

describe("a credential function", () => {
  it("that throws becomes a ConfigurationError with a cause that the message doesn't quote", async () => {
    for (const credential of [
      () => Promise.reject(new Error("wrong canary-1234")),
      () => {
        throw new Error("wrong canary-1234");
      },
    ]) {
      const { client, requests } = rig(() => json({}), { credential });
      const error = await failure(client.call(listBalances, project));
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(error).toMatchObject({ cause: { message: "wrong canary-1234" } });
      expect((error as Error).message).not.toContain("canary");
      expect(requests).toHaveLength(0);
    }
  });

  it("that throws a BillkitError passes it through", async () => {
    const thrown = new BillkitError("the login failed");
    const { client } = rig(() => json({}), { credential: () => Promise.reject(thrown) });
    expect(await failure(client.call(listBalances, project))).toBe(thrown);
  });

  it.each<[unknown]>([[""], ["a\nb"], [undefined]])(
    "that returns %j causes a ConfigurationError",
    async (value) => {
      const { client } = rig(() => json({}), { credential: () => value as string });
      expect(await failure(client.call(listBalances, project))).toBeInstanceOf(ConfigurationError);
    },
  );

  it("that hangs is aborted at the deadline, and the next call starts it again", async () => {
    const signals: AbortSignal[] = [];
    const credential = jest.fn<Exclude<Credential, string>>(({ signal }) => {
      signals.push(signal);
      return signals.length === 1 ? new Promise<string>(() => undefined) : "later-token";
    });
    const { client, clock, requests } = rig(() => json({}), { credential });
    const error = await failure(
      clock.run(client.call(listBalances, project, { deadlineMs: 1000 })),
    );
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ limit: "deadlineMs", ms: 1000 });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    await client.call(listBalances, project);
    expect(requests.map(header)).toEqual(["Token later-token"]);
    expect(clock.sleeping).toBe(0);
  });

  it("that resolves after its call has ended doesn't affect a newer request", async () => {
    const answers: ((value: string) => void)[] = [];
    const tokenRequests: (string | undefined)[] = [];
    const { client, clock, requests } = rig(accepting("new-token"), {
      credential: ({ rejected }) => {
        tokenRequests.push(rejected);
        return rejected === undefined
          ? new Promise<string>((resolve) => answers.push(resolve))
          : "new-token";
      },
    });
    await failure(clock.run(client.call(listBalances, project, { deadlineMs: 10 })));
    const second = client.call(listBalances, project);
    await clock.advance(1);
    answers[0]?.("late-token");
    await clock.advance(1);
    const third = client.call(listBalances, project);
    await clock.advance(1);
    answers[1]?.("old-token");
    await clock.run(Promise.all([second, third]));
    expect(tokenRequests).toEqual([undefined, undefined, "old-token"]);
    expect(requests.map(header).join()).not.toContain("late-token");
  });

  it("that resolves after its call has ended doesn't replace a rejected value", async () => {
    const answers: ((value: string) => void)[] = [];
    const { client, clock, requests } = rig(accepting("new-token"), {
      credential: ({ rejected }) =>
        rejected === undefined
          ? new Promise<string>((resolve) => answers.push(resolve))
          : "new-token",
    });
    await failure(clock.run(client.call(listBalances, project, { deadlineMs: 10 })));
    const second = client.call(listBalances, project);
    await clock.advance(1);
    answers[1]?.("old-token");
    answers[0]?.("late-token");
    await clock.run(second);
    expect(requests.map(header)).toEqual(["Token old-token", "Token new-token"]);
  });

  it("that two calls share is aborted only when both have ended", async () => {
    const signals: AbortSignal[] = [];
    const { client } = rig(() => json({}), {
      credential: ({ signal }) => {
        signals.push(signal);
        return new Promise<string>(() => undefined);
      },
    });
    const [one, two] = [new AbortController(), new AbortController()];
    const first = client.call(listBalances, project, { signal: one.signal });
    const second = client.call(listBalances, project, { signal: two.signal });
    await new Promise((resolve) => setImmediate(resolve));
    one.abort("one");
    expect(await failure(first)).toBe("one");
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    two.abort("two");
    expect(await failure(second)).toBe("two");
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });
});
