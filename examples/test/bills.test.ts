import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import Big from "big.js";
import type { Bills } from "../src/bills/bill.js";
import { widthOf } from "../src/bills/text.js";
import { runBills, type Ran } from "./support/run-bills.js";

const golden = path.join(__dirname, "golden/bills.txt");
const escape = "\u001b";
const moment = Date.UTC(2026, 6, 15, 9, 30);

const parse = (ran: Ran): Bills => JSON.parse(ran.stdout) as Bills;

describe("npm start without credentials", () => {
  it("prints both bills of the sandbox, as in the golden file", async () => {
    const { code, stdout, stderr } = await runBills([]);
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, stdout);
    expect(stdout).toBe(readFileSync(golden, "utf8"));
    expect(stdout).toContain("No credentials in the environment: these are a sandbox's figures");
    expect(stdout).toContain("DEEPGRAM (sandbox)");
    expect(stdout).toContain("GENESYS CLOUD (sandbox)");
    expect(stderr).toMatch(/^Genesys Cloud usage report: InProgress, 1 poll, \d+ s\n/);
    expect(code).toBe(0);
  });

  it("writes plain lines of at most 80 columns into a pipe", async () => {
    const { stdout, stderr } = await runBills([]);
    for (const line of `${stdout}${stderr}`.split("\n"))
      expect(widthOf(line)).toBeLessThanOrEqual(80);
    expect(stdout + stderr).not.toContain(escape);
    expect(stdout + stderr).not.toContain("\r");
  });

  it.each([
    ["on a terminal", { stdout: { isTTY: true } }, true],
    ["on a terminal with NO_COLOR", { stdout: { isTTY: true }, env: { NO_COLOR: "1" } }, false],
    [
      "on a terminal with an empty NO_COLOR",
      { stdout: { isTTY: true }, env: { NO_COLOR: "" } },
      true,
    ],
    ["on a dumb terminal", { stdout: { isTTY: true }, env: { TERM: "dumb" } }, false],
    ["in a pipe with FORCE_COLOR", { env: { FORCE_COLOR: "1" } }, true],
    [
      "on a terminal with FORCE_COLOR=0",
      { stdout: { isTTY: true }, env: { FORCE_COLOR: "0" } },
      false,
    ],
    ["with both", { env: { FORCE_COLOR: "1", NO_COLOR: "1" } }, false],
  ])("uses colour %s: %#", async (_, terminals, coloured) => {
    const { stdout } = await runBills([], terminals);
    expect(stdout.includes(escape)).toBe(coloured);
    // eslint-disable-next-line no-control-regex -- the escape sequences of colours are what is removed
    expect(stdout.replace(/\u001b\[\d+m/g, "")).toBe(readFileSync(golden, "utf8"));
  });

  it("rewrites one line of progress on a terminal, and clears it", async () => {
    const { stderr } = await runBills([], { stderr: { isTTY: true } });
    expect(stderr).not.toContain("\n");
    expect(stderr.split(`\r${escape}[2K`).filter(Boolean)).toHaveLength(2);
    expect(stderr.endsWith(`\r${escape}[2K`)).toBe(true);
  });

  it("keeps to a narrower terminal", async () => {
    const { stdout } = await runBills([], {
      stdout: { isTTY: true, columns: 50 },
      env: { NO_COLOR: "1" },
    });
    for (const line of stdout.split("\n")) expect(widthOf(line)).toBeLessThanOrEqual(50);
  });

  it("prints one JSON document, and all else on standard error", async () => {
    const ran = await runBills(["--json"]);
    const { deepgram, genesysCloud, errors } = parse(ran);
    expect(Object.keys(parse(ran))).toEqual(["deepgram", "genesysCloud", "errors"]);
    expect(errors).toEqual([]);
    expect(deepgram?.source).toBe("sandbox");
    expect(deepgram?.projects.length).toBeGreaterThan(1);
    for (const project of deepgram?.projects ?? []) {
      expect(project).toMatchObject({
        project_id: expect.any(String),
        name: expect.any(String),
        balances: expect.any(Array),
        breakdown: {
          start: "2026-06-01",
          end: "2026-06-30",
          total: expect.stringMatching(/^\d+(\.\d+)?$/),
        },
        purchases: expect.any(Array),
        purchasesPossiblyCut: false,
      });
    }
    expect(genesysCloud?.source).toBe("sandbox");
    expect(genesysCloud?.usage).toMatchObject({ status: "Complete" });
    expect(genesysCloud?.trustors).toHaveLength(3);
    for (const { periods } of genesysCloud?.trustors ?? []) {
      expect(periods.map(({ open }) => open)).toEqual([false, true]);
    }
    expect(ran.stderr).toContain("No credentials in the environment");
    expect(ran.stderr).toContain("Genesys Cloud usage report: InProgress");
  });

  it("asks for more purchases than the default of ten", async () => {
    const { deepgram } = parse(await runBills(["--json"]));
    expect(deepgram?.projects.some(({ purchases }) => (purchases?.length ?? 0) > 10)).toBe(true);
  });

  it("adds up exactly", async () => {
    const { deepgram } = parse(await runBills(["--json"]));
    for (const { breakdown } of deepgram?.projects ?? []) {
      const total = breakdown?.lineItems.reduce(
        (sum, { dollars }) => sum.plus(dollars),
        new Big(0),
      );
      expect(total?.toFixed()).toBe(breakdown?.total);
    }
  });

  it("gives other figures for another seed", async () => {
    const [one, other] = [await runBills([]), await runBills([], { seed: 2 })];
    expect(one.stdout).not.toBe(other.stdout);
  });
});

describe("npm start with credentials", () => {
  let sandbox: Sandbox;
  let deepgram: Record<string, string>;
  let genesys: Record<string, string>;
  beforeAll(async () => {
    sandbox = await startSandbox({ seed: 7, clock: { now: () => moment } });
    const { baseUrl, loginUrl, clientId, clientSecret } = sandbox.genesysCloud;
    deepgram = {
      DEEPGRAM_API_KEY: sandbox.deepgram.apiKey,
      DEEPGRAM_BASE_URL: sandbox.deepgram.baseUrl,
    };
    genesys = {
      GENESYSCLOUD_OAUTHCLIENT_ID: clientId,
      GENESYSCLOUD_OAUTHCLIENT_SECRET: clientSecret,
      GENESYSCLOUD_BASE_URL: baseUrl,
      GENESYSCLOUD_LOGIN_URL: loginUrl,
    };
  });
  afterAll(() => sandbox.close());

  it("prints what those services answer", async () => {
    const own = await runBills([], { env: { ...deepgram, ...genesys } });
    const same = await runBills([], { seed: 7 });
    const bills = (text: string): string => text.slice(text.indexOf("DEEPGRAM ("));
    expect(bills(own.stdout)).toBe(bills(same.stdout).replaceAll("(sandbox)", "(service)"));
    expect(own.stdout).not.toContain("sandbox");
    expect(own.code).toBe(0);
  });

  it.each([
    [
      "Deepgram",
      () => deepgram,
      "DEEPGRAM (service)",
      "GENESYS CLOUD (",
      "For Genesys Cloud, set GENESYSCLOUD_OAUTHCLIENT_ID,",
    ],
    [
      "Genesys Cloud",
      () => genesys,
      "GENESYS CLOUD (service)",
      "DEEPGRAM (",
      "For Deepgram, set DEEPGRAM_API_KEY.",
    ],
  ])("shows only %s, and how to add the other", async (_, env, shown, hidden, hint) => {
    const { code, stdout } = await runBills([], { env: env() });
    expect(stdout).toContain(shown);
    expect(stdout).not.toContain(hidden);
    expect(stdout).toContain(hint);
    expect(code).toBe(0);
    const bills = parse(await runBills(["--json"], { env: env() }));
    expect([bills.deepgram === null, bills.genesysCloud === null]).toEqual([
      hidden === "DEEPGRAM (",
      hidden !== "DEEPGRAM (",
    ]);
  });

  it.each([
    [
      "Deepgram",
      { DEEPGRAM_API_KEY: "canary-wrong-key" },
      "deepgram",
      "genesysCloud",
      "GENESYS CLOUD (service)",
    ],
    [
      "Genesys Cloud",
      { GENESYSCLOUD_OAUTHCLIENT_SECRET: "canary-wrong-secret" },
      "genesysCloud",
      "deepgram",
      "DEEPGRAM (service)",
    ],
  ] as const)(
    "has one line for %s when its credential is wrong, and still the other's bill",
    async (name, wrong, failed, shown, heading) => {
      const env = { ...deepgram, ...genesys, ...wrong };
      const { code, stdout, stderr } = await runBills([], { env });
      expect(code).toBe(1);
      expect(stdout).toContain(heading);
      expect(stdout).toContain(`${name.toUpperCase()}\n  No bill: see the error.`);
      const lines = stderr.split("\n").filter((line) => line.startsWith(`${name}: `));
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/answered 401 .*\(AuthenticationError\)$/);
      expect(stdout + stderr).not.toContain("canary");

      const bills = parse(await runBills(["--json"], { env }));
      expect(bills[failed]).toBeNull();
      expect(bills[shown]).not.toBeNull();
      expect(bills.errors).toEqual([
        { vendor: failed, name: "AuthenticationError", status: 401, message: expect.any(String) },
      ]);
    },
  );

  it("says what is missing of half a login", async () => {
    const { code, stderr } = await runBills([], {
      env: { ...deepgram, GENESYSCLOUD_OAUTHCLIENT_ID: "id", GENESYSCLOUD_REGION: "eu-west-1" },
    });
    expect(code).toBe(1);
    expect(stderr).toBe(
      "Genesys Cloud: no clientSecret; pass clientSecret or set GENESYSCLOUD_OAUTHCLIENT_SECRET (ConfigurationError)\n",
    );
  });
});

describe("npm start's arguments", () => {
  it("explains itself within 80 columns", async () => {
    const { code, stdout, stderr } = await runBills(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: npm start/);
    expect(stderr).toBe("");
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it.each([[["--jsn"]], [["json"]], [["--json=yes"]]])("refuses %j in one line", async (argv) => {
    const { code, stdout, stderr } = await runBills(argv);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^.+ See --help\.\n$/);
  });

  it("ends with the signal's own reason", async () => {
    const reason = new Error("interrupted");
    await expect(runBills([], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
