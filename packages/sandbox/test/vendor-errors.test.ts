import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { createSandboxFetch, type SandboxFetch } from "../src/fetch.js";

/** The vendors that are served from their contracts: a path that each has, and one that none has. */
const paths = {
  datadog: "/api/v2/usage/estimated_cost",
  digitalocean: "/v2/customers/my/balance",
  github: "/organizations/aurora-labs/settings/billing/usage",
  openai: "/organization/costs",
  twilio: `/2010-04-01/Accounts/AC${"0".repeat(32)}/Balance.json`,
};
type Vendor = keyof typeof paths;

let sandbox: SandboxFetch;
beforeAll(async () => {
  sandbox = await createSandboxFetch({ seed: 1, validateResponses: true });
});
beforeEach(() => {
  sandbox.control.reset();
});
afterAll(() => {
  sandbox.close();
});

/** A credential of each vendor's form that isn't valid. */
const wrong: Readonly<Record<Vendor, Record<string, string>>> = {
  datadog: { "dd-api-key": "wrong", "dd-application-key": "wrong" },
  digitalocean: { authorization: "Bearer wrong" },
  github: { authorization: "Bearer wrong" },
  openai: { authorization: "Bearer wrong" },
  twilio: { authorization: `Basic ${btoa("AC0:wrong")}` },
};

async function answer(
  vendor: Vendor,
  path: string,
  headers: Record<string, string>,
): Promise<[number, unknown]> {
  const response = await sandbox.fetch(sandbox[vendor].baseUrl + path, { headers });
  return [response.status, await response.json()];
}

const github = (status: string, message: string) => ({
  message,
  documentation_url: "https://docs.github.com/rest",
  status,
});
const openai = (message: string, code: string | null = null) => ({
  error: { message, type: "invalid_request_error", param: null, code },
});
const twilio = (status: number, code: number, message: string) => ({
  code,
  message,
  more_info: `https://www.twilio.com/docs/errors/${code}`,
  status,
});
const digitalocean = (id: string, message: string) => ({
  id,
  message,
  request_id: expect.stringMatching(/^[\w-]{8,}$/) as unknown,
});

describe("a rejection has the vendor's form and words:", () => {
  it.each<[Vendor, unknown]>([
    ["datadog", { errors: ["Unauthorized"] }],
    ["digitalocean", digitalocean("unauthorized", "Unable to authenticate you.")],
    ["github", github("401", "Bad credentials")],
    ["openai", openai("Incorrect API key provided.", "invalid_api_key")],
    ["twilio", twilio(401, 20003, "Authenticate")],
  ])("a wrong credential of %s", async (vendor, body) => {
    expect(await answer(vendor, paths[vendor], wrong[vendor])).toEqual([401, body]);
  });

  it.each<[Vendor, unknown]>([
    ["datadog", { errors: ["Unauthorized"] }],
    ["digitalocean", digitalocean("unauthorized", "Unable to authenticate you.")],
    ["github", github("401", "Requires authentication")],
    ["openai", openai("You didn't provide an API key.")],
    ["twilio", twilio(401, 20003, "Authentication Error - No credentials provided")],
  ])("no credential for %s", async (vendor, body) => {
    expect(await answer(vendor, paths[vendor], {})).toEqual([401, body]);
  });

  it.each<[Vendor, unknown]>([
    ["datadog", { errors: ["Forbidden"] }],
    ["digitalocean", digitalocean("forbidden", "You do not have access for the attempted action.")],
    ["github", github("403", "Resource not accessible by personal access token")],
    ["openai", openai("You have insufficient permissions for this operation.")],
    ["twilio", twilio(403, 20403, "Forbidden")],
  ])("a missing permission of %s", async (vendor, body) => {
    sandbox.control.addFault({ kind: "status", status: 403, vendor });
    expect(await answer(vendor, paths[vendor], wrong[vendor])).toEqual([403, body]);
  });

  it.each<[Vendor, unknown]>([
    ["datadog", { errors: ["Not found"] }],
    ["digitalocean", digitalocean("not_found", "The resource you requested could not be found.")],
    ["github", github("404", "Not Found")],
    ["openai", openai("Invalid URL (/v9/nowhere)")],
    ["twilio", twilio(404, 20404, "The requested resource /v9/nowhere was not found")],
  ])("an unknown path of %s", async (vendor, body) => {
    expect(await answer(vendor, "/v9/nowhere?a=b", wrong[vendor])).toEqual([404, body]);
  });

  it.each<[Vendor, unknown]>([
    ["datadog", { errors: ["Too many requests"] }],
    ["digitalocean", digitalocean("too_many_requests", "API rate limit exceeded.")],
    ["github", github("429", "API rate limit exceeded")],
    [
      "openai",
      {
        error: {
          message: "Rate limit reached.",
          type: "requests",
          param: null,
          code: "rate_limit_exceeded",
        },
      },
    ],
    ["twilio", twilio(429, 20429, "Too Many Requests")],
  ])("a rate limit of %s", async (vendor, body) => {
    sandbox.control.addFault({ kind: "rate-limit", vendor });
    expect(await answer(vendor, paths[vendor], wrong[vendor])).toEqual([429, body]);
  });

  it("a wrong parameter of OpenAI", async () => {
    const { credential } = sandbox.openai;
    const headers = { authorization: `Bearer ${credential}` };
    expect(await answer("openai", "/organization/costs?start_time=x", headers)).toEqual([
      400,
      {
        error: {
          message: expect.stringMatching(/^start_time: must be/) as unknown,
          type: "invalid_request_error",
          param: "start_time",
          code: "invalid_value",
        },
      },
    ]);
  });
});
