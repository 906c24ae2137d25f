import { afterEach, describe, expect, it } from "@jest/globals";
import {
  ApiError,
  BillkitError,
  RateLimitError,
  ServerError,
  TimeoutError,
  type RequestOptions,
} from "../src/index.js";
import {
  failure,
  hang,
  inTurn,
  json,
  listBalances,
  project,
  rig,
  secret,
  type Rig,
} from "./support/service.js";

// What users of other clients have requested, each with its issue.

const listed = ({ client }: Rig, options?: RequestOptions) =>
  client.call(listBalances, project, options);
const limited = (headers: Record<string, string>) => () =>
  json(
    { err_code: "TOO_MANY", err_msg: "Retry the request in [5] seconds" },
    { status: 429, headers },
  );
const fine = () => json({ ok: 1 });

const globalFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = globalFetch;
});

describe("a long Retry-After", () => {
  it("openai-node#1108: waits for a Retry-After over 60 s", async () => {
    const client = rig(inTurn(limited({ "retry-after": "150" }), fine));
    const start = client.clock.now();
    expect(await client.clock.run(listed(client))).toEqual({ ok: 1 });
    expect(client.clock.now() - start).toBe(150_000);
  });

  it("langchainjs#1929: fails immediately with the wait when a daily quota is exhausted", async () => {
    const client = rig(inTurn(limited({ "retry-after": "86400" })));
    const error = await failure(listed(client));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ retryAfterMs: 86_400_000, attempts: 1 });
    expect(client.requests).toHaveLength(1);
  });

  it.each([402, 403])(
    "langchainjs#1929: doesn't retry a %i because its message mentions a limit",
    async (status) => {
      const client = rig(() => json({ err_msg: "rate limit: retry in 5 seconds" }, { status }));
      expect(await failure(listed(client))).toMatchObject({ status, attempts: 1 });
    },
  );

  it("langchainjs#1929: prefers the header to the wait in the message", async () => {
    const client = rig(inTurn(limited({ "retry-after": "90" }), fine));
    const start = client.clock.now();
    await client.clock.run(listed(client));
    expect(client.clock.now() - start).toBe(90_000);
  });
});

describe("timeouts", () => {
  it("openai-node#1825: timeoutMs covers a response body that never ends", async () => {
    const client = rig(() => new Response(new ReadableStream()));
    const start = client.clock.now();
    const error = client.clock.run(failure(listed(client, { timeoutMs: 5000, maxRetries: 0 })));
    expect(await error).toBeInstanceOf(TimeoutError);
    expect(client.clock.now() - start).toBe(5000);
  });

  it("openai-python#3828: retries don't extend the total time past the deadline", async () => {
    const client = rig(hang);
    const start = client.clock.now();
    const limits = { timeoutMs: 40_000, deadlineMs: 60_000, maxRetries: 9 };
    const error = await client.clock.run(failure(listed(client, limits)));
    expect(error).toMatchObject({ name: "TimeoutError", limit: "deadlineMs", ms: 60_000 });
    expect(client.clock.now() - start).toBe(60_000);
  });
});

describe("complete errors", () => {
  it("deepgram-js-sdk#151: an error has status, headers, request id and body", async () => {
    const body = { err_code: "INVALID_AUTH", err_msg: "Invalid credentials.", request_id: "r-1" };
    const client = rig(() => json(body, { status: 401, headers: { "x-served-by": "a" } }));
    const error = await failure(listed(client));
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ status: 401, code: "INVALID_AUTH", requestId: "r-1", body });
    expect((error as ApiError).headers["x-served-by"]).toBe("a");
  });

  it.each([400, 404, 500])(
    "openapi-typescript#2530: a %i without a body is an error",
    async (status) => {
      const client = rig(() => new Response(null, { status }));
      const error = await failure(listed(client, { maxRetries: 0 }));
      expect(error).toBeInstanceOf(status < 500 ? ApiError : ServerError);
      expect(error).toBeInstanceOf(BillkitError);
      expect(error).toMatchObject({ status, body: undefined });
    },
  );
});

describe("response data", () => {
  it("openapi-generator#11307, #7745, hey-api#2022: null stays null and a date stays a string", async () => {
    const answer = { created: "2026-07-09T10:00:00.123456Z", expiration: null };
    const client = rig(() => json(answer));
    expect(await listed(client)).toEqual(answer);
  });
});

describe("mocks and edge runtimes", () => {
  it("openapi-typescript#1878: uses a fetch that was installed after the client was created", async () => {
    const client = rig(fine, { fetch: undefined });
    const seen: string[] = [];
    globalThis.fetch = (input) => {
      seen.push(new Request(input).url);
      return Promise.resolve(fine());
    };
    expect(await listed(client)).toEqual({ ok: 1 });
    expect(seen).toEqual(["https://api.acme.example/v1/projects/p-1/balances"]);
  });

  it("replicate-javascript#134: calls fetch unbound", async () => {
    const receivers: unknown[] = [];
    function strict(this: unknown): Promise<Response> {
      receivers.push(this);
      return Promise.resolve(fine());
    }
    await listed(rig(fine, { fetch: strict }));
    expect(receivers).toEqual([undefined]);
  });
});

describe("token renewal", () => {
  it("openapi-typescript#2075, #1558: concurrent calls share one renewal, and each is sent again once", async () => {
    const tokenRequests: (string | undefined)[] = [];
    const client = rig(
      (request) =>
        request.headers.get("authorization") === "Token renewed"
          ? fine()
          : json({}, { status: 401 }),
      {
        credential: ({ rejected }) => {
          tokenRequests.push(rejected);
          return rejected === undefined ? secret : "renewed";
        },
      },
    );
    const answers = await Promise.all(Array.from({ length: 5 }, () => listed(client)));
    expect(answers).toEqual(Array.from({ length: 5 }, () => ({ ok: 1 })));
    expect(tokenRequests).toEqual([undefined, secret]);
    expect(client.requests).toHaveLength(10);
  });
});
