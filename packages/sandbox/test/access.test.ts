import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Sandbox } from "../src/index.js";
import { basic, sender, startFixed, type Send } from "./support/client.js";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startFixed({
    seed: {
      seed: 7,
      vendors: {
        deepgram: {
          accounts: [
            {
              keys: [{ key: "reader" }, { key: "member", permissions: [] }],
              projects: [{ project_id: "11111111-1111-4111-8111-111111111111" }],
            },
            {
              keys: [{ key: "other" }],
              projects: [{ project_id: "22222222-2222-4222-8222-222222222222" }],
            },
          ],
        },
        "genesys-cloud": {
          organizations: [
            {
              id: "one",
              clients: [
                {
                  clientId: "biller",
                  clientSecret: "a:b",
                  permissions: ["billing:subscription:view"],
                  tokenLifeSeconds: 300,
                },
              ],
              reporting: { polls: 0, ms: 90_000 },
            },
            {
              id: "two",
              clients: [
                {
                  clientId: "viewer",
                  clientSecret: "c",
                  permissions: ["authorization:orgTrustor:view", "billing:subscription:read"],
                },
              ],
              reporting: { polls: 1 },
              trustors: [{ id: "t", name: "T", enabled: false }],
            },
          ],
        },
      },
    },
  });
});
afterAll(() => sandbox.close());

const requestId: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/);

describe("a Deepgram key", () => {
  const as = (key: string) => sender(sandbox.deepgram.baseUrl, { authorization: `Token ${key}` });
  const own = "/v1/projects/11111111-1111-4111-8111-111111111111";

  it.each(["balances", "balances/b", "purchases", "billing/fields", "billing/breakdown"])(
    "without billing:read gets the service's 403 for %s",
    async (path) => {
      const { status, json } = await as("member")(`${own}/${path}`);
      expect({ status, json }).toEqual({
        status: 403,
        json: {
          category: "UNAUTHORIZED",
          message: expect.any(String),
          details: "The key has none of billing:read.",
          request_id: requestId,
        },
      });
    },
  );

  it("without usage:read gets a 403 for usage/breakdown", async () => {
    const { status, json } = await as("member")(`${own}/usage/breakdown`);
    expect([status, json]).toEqual([
      403,
      expect.objectContaining({ details: "The key has none of usage:read." }),
    ]);
  });

  it("without billing:read can still list its projects", async () => {
    expect((await as("member")("/v1/projects")).status).toBe(200);
  });

  it("sees only its own account", async () => {
    const { json } = await as("other")("/v1/projects");
    expect(json).toEqual({
      projects: [{ project_id: "22222222-2222-4222-8222-222222222222", name: "" }],
    });
    const foreign = await as("other")(`${own}/balances`);
    expect([foreign.status, foreign.json]).toEqual([
      401,
      {
        err_code: "INSUFFICIENT_PERMISSIONS",
        err_msg: expect.any(String),
        request_id: requestId,
      },
    ]);
  });
});

describe("a Genesys Cloud client", () => {
  const report =
    "/api/v2/billing/reports/billableusage" +
    "?startDate=2026-05-01T00:00:00Z&endDate=2026-05-31T23:59:59Z";

  async function logIn(id: string, secret: string): Promise<{ send: Send; life: unknown }> {
    const send = sender(sandbox.genesysCloud.loginUrl, { authorization: basic(id, secret) });
    const body = new URLSearchParams({ grant_type: "client_credentials" });
    const { json } = await send("/oauth/token", { method: "POST", body });
    const { access_token, expires_in } = json as Record<string, unknown>;
    const authorization = `Bearer ${String(access_token)}`;
    return { send: sender(sandbox.genesysCloud.baseUrl, { authorization }), life: expires_in };
  }

  it("without the permission gets the platform's 403, which names the permission", async () => {
    const { send } = await logIn("biller", "a:b");
    const { status, headers, json } = await send("/api/v2/orgauthorization/trustors");
    expect({ status, json }).toMatchObject({
      status: 403,
      json: {
        code: "missing.any.permissions",
        status: 403,
        message: expect.stringContaining("[authorization:orgTrustor:view]"),
        contextId: headers["inin-correlation-id"],
      },
    });
  });

  it("sees its own organization's customers, and gets reports at the configured pace", async () => {
    const [one, two] = [await logIn("biller", "a:b"), await logIn("viewer", "c")];
    expect((await two.send("/api/v2/orgauthorization/trustors")).json).toMatchObject({
      entities: [{ id: "t", enabled: false, organization: { id: "t", name: "T" } }],
    });
    const statuses = async ({ send }: { send: Send }) => [
      ((await send(report)).json as { status: string }).status,
      ((await send(report)).json as { status: string }).status,
    ];
    expect(await statuses(one)).toEqual(["InProgress", "InProgress"]);
    expect(await statuses(two)).toEqual(["InProgress", "Complete"]);
    sandbox.control.setState({ clockOffsetMs: 90_000 });
    expect((await one.send(report)).json).toMatchObject({ status: "Complete" });
  });

  it("gets tokens with the configured lifetime", async () => {
    const { send, life } = await logIn("biller", "a:b");
    expect(life).toBe(300);
    const { clockOffsetMs } = sandbox.control.state();
    sandbox.control.setState({ clockOffsetMs: clockOffsetMs + 299_999 });
    expect((await send(report)).status).toBe(200);
    sandbox.control.setState({ clockOffsetMs: clockOffsetMs + 300_000 });
    expect((await send(report)).status).toBe(401);
  });
});
