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
/** Accepts one value; 401 for others. */
const accepting =
  (value: string) =>
  (request: Request): Response =>
    header(request) === `Token ${value}`
      ? json({})
      : json({ err_code: "INVALID_AUTH" }, { status: 401 });

describe("where the credential goes", () => {
  it("into the service's header behind its prefix", async () => {
    const { client, requests } = rig(() => json({}), { credential: "key with space" });
    await client.call(listBalances, project);
    expect(requests.map(header)).toEqual(["Token key with space"]);
  });

  it.each(["", " key", "key\n", "ключ", "a\u0000b", 42, null, undefined])(
    "%j is refused unseen",
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
  ])("to %s", (baseUrl) => {
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
  ])("not to %j", (baseUrl) => {
    const make = (): unknown => new ServiceClient(service, { credential: "key", baseUrl });
    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(/^Acme: baseUrl .*allowed: https, or http to this machine/);
    expect(make).not.toThrow(/word/);
  });

  it("not in the clear either where a layer has changed the address", async () => {
    const { client, requests } = rig(() => json({}), {
      layers: [
        (next) => (request, call) => next({ ...request, url: "http://elsewhere.example/v1" }, call),
        authorizeLayer,
      ],
    });
    const message = expect.stringContaining(
      "elsewhere.example/v1 was not sent: the credential is for https://api.acme.example only",
    ) as unknown;
    const told = { name: "ConfigurationError", message, method: "GET", path: "/v1", attempts: 1 };
    expect(await failure(client.call(listBalances, project))).toMatchObject(told);
    expect(requests).toHaveLength(0);
  });
});

describe("a credential that is renewed", () => {
  it("is asked for once a call, and again with what a 401 has refused", async () => {
    const asked: (string | undefined)[] = [];
    const credential: Credential = ({ rejected }) => {
      asked.push(rejected);
      return rejected === undefined ? "old-token" : "new-token";
    };
    const { client, requests } = rig(accepting("new-token"), { credential });
    await client.call(listBalances, project);
    expect(requests.map(header)).toEqual(["Token old-token", "Token new-token"]);
    await client.call(listBalances, project);
    // The second call's first answer is the function's own; what it has replaced since is known.
    expect(asked).toEqual([undefined, "old-token", undefined, "old-token"]);
  });

  it("repeats the body too", async () => {
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

  it("a second 401 is an AuthenticationError, also over retries", async () => {
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

  it("is not sent twice when it stays the same", async () => {
    for (const credential of ["fixed-token", () => "fixed-token"]) {
      const { client, requests } = rig(accepting("another"), { credential });
      expect(await failure(client.call(listBalances, project))).toBeInstanceOf(AuthenticationError);
      expect(requests).toHaveLength(1);
    }
  });

  it("ten calls at once: one question, one renewal", async () => {
    const asked: (string | undefined)[] = [];
    let running = 0;
    const credential: Credential = async ({ rejected }) => {
      expect(++running).toBe(1);
      asked.push(rejected);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return rejected === undefined ? "old-token" : "new-token";
    };
    const { client, requests } = rig(accepting("new-token"), { credential });
    await Promise.all(Array.from({ length: 10 }, () => client.call(listBalances, project)));
    expect(asked).toEqual([undefined, "old-token"]);
    expect(requests).toHaveLength(20);
  });

  it("a call whose value has been replaced meanwhile uses the replacement without a question", async () => {
    const asked: (string | undefined)[] = [];
    let release: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (release = resolve));
    const { client, requests } = rig(
      async (request, index) => {
        if (index === 0) await slow;
        return accepting("new-token")(request);
      },
      {
        credential: ({ rejected }) => {
          asked.push(rejected);
          return rejected === undefined && asked.length < 3 ? "old-token" : "new-token";
        },
      },
    );
    const first = client.call(listBalances, project);
    await client.call(listBalances, project);
    release();
    await first;
    expect(asked).toEqual([undefined, "old-token"]);
    expect(requests.map(header)).toEqual(
      ["old", "old", "new", "new"].map((word) => `Token ${word}-token`),
    );
  });
});

describe("a credential function that fails", () => {
  it("throws: ConfigurationError with the cause, whose text the message does not repeat", async () => {
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

  it("throws an error of ours: it passes as it is", async () => {
    const thrown = new BillkitError("the login failed");
    const { client } = rig(() => json({}), { credential: () => Promise.reject(thrown) });
    expect(await failure(client.call(listBalances, project))).toBe(thrown);
  });

  it.each<[unknown]>([[""], ["a\nb"], [undefined]])(
    "gives %j: ConfigurationError",
    async (value) => {
      const { client } = rig(() => json({}), { credential: () => value as string });
      expect(await failure(client.call(listBalances, project))).toBeInstanceOf(ConfigurationError);
    },
  );

  it("hangs: the deadline ends it, and its signal aborts; the next call asks anew", async () => {
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

  it("that was left may answer late: it takes no newer question's place, and its value is not used", async () => {
    const answers: ((value: string) => void)[] = [];
    const asked: (string | undefined)[] = [];
    const { client, clock, requests } = rig(accepting("new-token"), {
      credential: ({ rejected }) => {
        asked.push(rejected);
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
    expect(asked).toEqual([undefined, undefined, "old-token"]);
    expect(requests.map(header).join()).not.toContain("late-token");
  });

  it("that was left and answers late is no replacement for a refused value", async () => {
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

  it("is left by one of two calls: its signal aborts only when the second has gone too", async () => {
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
