import { spawnSync } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { carryOut, differencesOf, type Check } from "./check.js";
import type { BreakdownQuery } from "./deepgram-client.js";
import { deepgramChecks } from "./deepgram.js";
import { referencesOf } from "./references.js";
import { problemsOf, render, summarize } from "./report.js";

const now = Date.parse("2026-06-20T12:34:56.789Z");
const root = path.resolve(__dirname, "../..");

/** Plain requests in the place of the client, which is not installed here. */
class DeepgramClient {
  readonly #options: { apiKey: string; baseUrl: string };

  constructor(options: { apiKey: string; baseUrl: string }) {
    this.#options = options;
  }

  get manage() {
    const get = async (address: string, query: object = {}): Promise<unknown> => {
      const { apiKey, baseUrl } = this.#options;
      const url = new URL(`/v1/projects${address}`, baseUrl);
      for (const [name, given] of Object.entries(query)) {
        for (const value of [given].flat()) url.searchParams.append(name, String(value));
      }
      const response = await fetch(url, { headers: { authorization: `Token ${apiKey}` } });
      if (response.ok) return response.json();
      throw Object.assign(new Error("refused"), { statusCode: response.status });
    };
    const billing = {
      balances: {
        list: (id: string) => get(`/${id}/balances`),
        get: (id: string, balance: string) => get(`/${id}/balances/${balance}`),
      },
      breakdown: {
        list: (id: string, query?: BreakdownQuery) => get(`/${id}/billing/breakdown`, query),
      },
      fields: { list: (id: string, query?: object) => get(`/${id}/billing/fields`, query) },
      purchases: { list: (id: string, query?: object) => get(`/${id}/purchases`, query) },
    };
    return { v1: { projects: { list: () => get(""), billing } } };
  }
}

describe("what is expected of a client", () => {
  let sandbox: Sandbox;
  let checks: Check[];
  beforeAll(async () => {
    sandbox = await startSandbox({ clock: { now: () => now } });
    const read = () => Promise.resolve(sandbox.control.state());
    const state = sandbox.control.state();
    checks = deepgramChecks({ DeepgramClient }, sandbox, state, read, "2026-06-20");
  });
  afterAll(() => sandbox.close());

  it("is computed from the state, which the sandbox's answers agree with", async () => {
    const outcomes = await carryOut(checks);
    const rows = summarize(outcomes, referencesOf(["deepgram"]));
    expect(problemsOf(outcomes, rows)).toEqual([]);
    expect(rows).toHaveLength(referencesOf(["deepgram"]).length);
    expect(Math.min(...rows.map(({ calls }) => calls))).toBeGreaterThan(0);
  });

  it("is not what a client returns that loses the last digit, or a field", async () => {
    const spoiled = checks.map((check) => ({
      ...check,
      call: async () => {
        const text = JSON.stringify(await check.call());
        const lost = text.replaceAll(/(\.\d{7})\d/g, "$1").replaceAll(',"units":"usd"', "");
        return JSON.parse(lost) as unknown;
      },
    }));
    const outcomes = await carryOut(spoiled);
    const wrong = outcomes.filter(({ differences }) => differences.length > 0);
    const operations = new Set(wrong.map(({ operation }) => operation));
    expect(operations).toContain("manage_v1_projects_billing_breakdown_list");
    expect(operations).toContain("manage_v1_projects_billing_balances_get");
    expect(operations).toContain("manage_v1_projects_billing_purchases_list");
  });
});

it.each([
  [{ a: [1, { b: "x" }] }, { a: [1, { b: "x" }] }, []],
  [{ a: 1.1 }, { a: 1.10000001 }, ["/a: got 1.1, state has 1.10000001"]],
  [{ a: null }, {}, ["/a: got null, state has nothing"]],
  [{}, { a: null }, ["/a: got nothing, state has null"]],
  [{ a: [] }, { a: {} }, ["/a: got [], state has {}"]],
  [[1, 2], [1], ["/1: got 2, state has nothing"]],
  [undefined, {}, ["/: got nothing, state has {}"]],
  [
    [1, 2, 3, 4, 5, 6, 7],
    [],
    [
      ...[1, 2, 3, 4, 5].map((each) => `/${each - 1}: got ${each}, state has nothing`),
      "and 2 more",
    ],
  ],
])("says where %j differs from %j", (answer, state, differences) => {
  expect(differencesOf(answer, state)).toEqual(differences);
});

describe("the verdict", () => {
  const outcome = { client: "some@1.0.0", operation: "one", what: "bills", differences: [] };
  const wrong = { ...outcome, differences: ["/a: got 1, state has 2"] };

  it("names what differs, and what was not called", () => {
    const rows = summarize([outcome, wrong], ["one", "two"]);
    expect(problemsOf([outcome, wrong], rows)).toEqual([
      "two was called by no client",
      "one, bills: /a: got 1, state has 2",
    ]);
    expect(render(rows).split("\n").slice(1)).toEqual([
      "some@1.0.0  one        2      1",
      "none        two        0      0",
      "1 of 2 answers are what the state says",
      "",
    ]);
  });
});

it("refuses an unknown option in one line, before it installs anything", () => {
  const command = ["--import", "tsx", "scripts/clients/main.ts", "--fast"];
  const run = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
  expect([run.status, run.stdout]).toEqual([1, ""]);
  expect(run.stderr).toBe("clients: Unknown option '--fast'; usage: npm run clients [-- --json]\n");
});
