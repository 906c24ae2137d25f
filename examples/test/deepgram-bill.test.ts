import { describe, expect, it } from "@jest/globals";
import type { Bills } from "../src/bills/bill.js";
import { runBills } from "./support/run-bills.js";
import { stubService } from "./support/stub-service.js";

const breakdown = (results: unknown): unknown => ({
  start: "2026-06-01",
  end: "2026-06-30",
  resolution: { units: "day", amount: 1 },
  results,
});
const result = (dollars: unknown, line_item: string | null): unknown => ({
  dollars,
  grouping: { start: null, end: null, accessor: null, deployment: null, line_item, tags: null },
});

/** Runs against a Deepgram whose one project has these answers, by the end of the path. */
async function withProject(answers: Record<string, unknown>, argv: readonly string[] = []) {
  const { projects = { projects: [{ project_id: "p1", name: "One" }] } } = answers;
  const stub = await stubService(({ pathname }) => {
    if (pathname === "/v1/projects") return [200, projects];
    const answer = answers[pathname.split("/").at(-1) ?? ""];
    return answer === undefined
      ? [403, { category: "FORBIDDEN", message: "not you" }]
      : [200, answer];
  });
  try {
    const env = { DEEPGRAM_API_KEY: "key", DEEPGRAM_BASE_URL: stub.baseUrl };
    return { ...(await runBills(argv, { env })), paths: stub.paths };
  } finally {
    await stub.close();
  }
}

const whole = { balances: { balances: [] }, breakdown: breakdown([]), purchases: { orders: [] } };
const orders = (count: number): unknown => ({
  orders: Array.from({ length: count }, (_, n) => ({
    order_id: `order-${n}`,
    amount: 0.1,
    units: "usd",
  })),
});

describe("Deepgram's bill", () => {
  it("shows what there is when the service sends null for what is absent", async () => {
    const nothing = { units: null, order_id: null, balance_id: null, created: null };
    const { stdout, stderr, code } = await withProject({
      projects: {
        projects: [
          { project_id: null, name: "Lost" },
          { project_id: "p1", name: null },
        ],
      },
      balances: { balances: [nothing, { amount: 2, units: "usd" }, { amount: 4 }] },
      breakdown: {
        start: null,
        end: null,
        resolution: { amount: 1, units: null },
        results: [{ dollars: 3, grouping: {} }],
      },
      purchases: { orders: [{ ...nothing, order_type: 7 }] },
    });
    expect(stdout).toContain("Project p1");
    expect(stdout).toMatch(/Total +2\.00 {2}usd\n/);
    expect(stdout).toContain("Costs - to -");
    expect(stdout).not.toMatch(/null|undefined/);
    expect(stderr).toContain("Deepgram: project Lost: ");
    expect(stderr).toContain("it has no id");
    expect(code).toBe(1);
  });

  it.each([
    ["no list", { projects: null }, 0],
    ["a list that is none", { projects: { a: 1 } }, 1],
  ])("tells of %s of projects in a line at most", async (_, projects, expected) => {
    const { code, stderr } = await withProject({ projects });
    expect(code).toBe(expected);
    expect(stderr.split("\n")).toHaveLength(expected + 1);
  });

  it("tells in one line of an answer that cannot be shown", async () => {
    const { code, stdout, stderr } = await withProject({ ...whole, balances: { balances: "all" } });
    expect(stdout).toContain("Balances: not available, see the errors");
    expect(stderr).toMatch(
      /^Deepgram: .*\/balances is a string; declared: an array \(UnexpectedResponseError\)\n$/,
    );
    expect(code).toBe(1);
  });

  it("asks for the last whole month, by line item, and as many purchases as one answer holds", async () => {
    const { paths } = await withProject(whole);
    expect(paths.sort()).toEqual([
      "/v1/projects",
      "/v1/projects/p1/balances",
      "/v1/projects/p1/billing/breakdown?end=2026-06-30&grouping=line_item&start=2026-06-01",
      "/v1/projects/p1/purchases?limit=1000",
    ]);
  });

  it.each([
    [999, false],
    [1000, true],
  ])("marks %d purchases as possibly cut: %s", async (count, cut) => {
    const { stdout, code } = await withProject({ ...whole, purchases: orders(count) });
    expect(stdout.includes("Possibly cut")).toBe(cut);
    expect(stdout).toContain(`order-${count - 1}`);
    expect(stdout).toMatch(
      new RegExp(`Total +${(count / 10).toFixed(2).replace(".", "\\.")}  usd`),
    );
    expect(code).toBe(0);
    const { deepgram } = JSON.parse(
      (await withProject({ ...whole, purchases: orders(count) }, ["--json"])).stdout,
    ) as Bills;
    expect(deepgram?.projects[0]?.purchasesPossiblyCut).toBe(cut);
  });

  it("adds up what floats cannot, a line item's days into one line, and never two units", async () => {
    const { stdout } = await withProject({
      balances: {
        balances: [
          { balance_id: "b1", amount: 0.1, units: "usd" },
          { balance_id: "b2", amount: 0.2, units: "usd" },
          { balance_id: "b3", amount: 12.5, units: "hour" },
          { balance_id: "b4", amount: 3 },
        ],
      },
      breakdown: breakdown([
        result(0.1, "streaming"),
        result(0.7, null),
        result(0.2, "streaming"),
        result(1e-8, "sync"),
      ]),
      purchases: { orders: [] },
    });
    const lines = stdout.split("\n").map((line) => line.trim().replace(/ {2,}/g, " | "));
    expect(lines).toEqual(
      expect.arrayContaining([
        "Total | 0.30 | usd",
        "Total | 12.5 | hour",
        "b4 | - | 3 | -",
        "(no line item) | 0.70 | usd",
        "streaming | 0.30 | usd",
        "sync | 0.00000001 | usd",
        "Total | 1.00000001 | usd",
      ]),
    );
    expect(lines.filter((line) => line.startsWith("Total"))).toHaveLength(3);
  });

  it.each([
    ["no results", []],
    ["a zero", [result(0, "streaming")]],
  ])("deepgram-python-sdk#457: never shows %s as final", async (_, results) => {
    const { stdout } = await withProject({ ...whole, breakdown: breakdown(results) });
    expect(stdout).toContain("Zero is not final");
  });

  it("shows the period that the service has answered for", async () => {
    const { stdout } = await withProject({
      ...whole,
      breakdown: { ...(breakdown([]) as object), end: "2026-06-12" },
    });
    expect(stdout).toContain("Costs 2026-06-01 to 2026-06-12");
  });

  it.each([
    ["balances", "Balances: not available"],
    ["breakdown", "Costs: not available"],
    ["purchases", "Purchases: not available"],
  ])("shows the rest when %s are refused", async (part, told) => {
    const rest = Object.entries(whole).filter(([name]) => name !== part);
    const { code, stdout, stderr } = await withProject(Object.fromEntries(rest));
    expect(code).toBe(1);
    expect(stdout).toContain(told);
    expect(stdout.match(/not available/g)).toHaveLength(1);
    expect(stderr).toMatch(
      new RegExp(
        `^Deepgram: ${part} of project One: .*403 FORBIDDEN: not you.*\\(PermissionDeniedError\\)\\n$`,
      ),
    );
  });

  it("neutralizes what a name does to a terminal", async () => {
    const item = "\u001b[31mred\u001b]8;;http://evil\u0007\u202e\r\n\u009b2J";
    const { stdout } = await withProject({ ...whole, breakdown: breakdown([result(1, item)]) });
    expect(stdout).toContain("�[31mred�]8;;http://evil����");
    // eslint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});
