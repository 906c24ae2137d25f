import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { openStore } from "@billkit/charges/collect";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { accountKeys } from "../src/config/accounts.js";
import { now, runCli, type Ran } from "./support/run.js";

let sandbox: Sandbox<"deepgram" | "genesys-cloud">;
let folder = "";
beforeAll(async () => {
  const vendors = ["deepgram", "genesys-cloud"] as const;
  sandbox = await startSandbox({ clock: { now: () => now }, reportPolls: 0, vendors });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "billkit-collect-"));
});
afterEach(() => {
  sandbox.control.reset();
  rmSync(folder, { recursive: true });
});

const inFolder = (name: string): string => path.join(folder, name);
const deepgram = (name: string, key = "KEY", more = ""): string => `
  - vendor: deepgram
    name: ${name}
    options: { baseUrl: "${sandbox.deepgram.baseUrl}" }
    credentials: { apiKey: { env: ${key} } }
${more}`;
const genesys = (name: string, more = ""): string => `
  - vendor: genesys-cloud
    name: ${name}
    options: { baseUrl: "${sandbox.genesysCloud.baseUrl}", loginUrl: "${sandbox.genesysCloud.loginUrl}" }
    credentials: { clientId: { env: ID }, clientSecret: { file: ${inFolder("secret")} } }
${more}`;

/** Collects accounts; the period defaults to June. */
async function collect(
  accounts: readonly string[],
  argv: readonly string[] = [],
  instant = now,
): Promise<Ran> {
  writeFileSync(inFolder("accounts.yaml"), `accounts:${accounts.join("")}`, { mode: 0o600 });
  writeFileSync(inFolder("secret"), `${sandbox.genesysCloud.clientSecret}\n`);
  const env = {
    KEY: sandbox.deepgram.apiKey,
    OTHER: sandbox.deepgram.apiKey,
    WRONG: "not-a-key",
    ID: sandbox.genesysCloud.clientId,
  };
  const file = inFolder("accounts.yaml");
  return runCli(["collect", "--accounts", file, "--store", inFolder("store"), ...argv], {
    ...{ env, io: { now: () => instant } },
  });
}

const stored = async (): Promise<string[]> => {
  const store = await openStore(inFolder("store"));
  const names: string[] = [];
  for await (const { vendor, accountId, view, totals } of store.partitions())
    names.push(`${vendor} ${accountId} ${view} ${totals[0]?.amount ?? ""}`);
  await store.close();
  return names;
};

describe("billkit collect", () => {
  it("collects accounts, and changes nothing the second time", async () => {
    const first = await collect([deepgram("us"), genesys("partner")]);
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(
      /^2026-06-01\.\.2026-06-30: 2 accounts collected, 0 failed; \d+ rows\npartitions: \d+ added, 0 replaced, 0 unchanged\n$/,
    );
    const before = await stored();
    const second = await collect([deepgram("us"), genesys("partner")]);
    expect(second.stdout).toMatch(/partitions: 0 added, 0 replaced, [1-9]\d* unchanged/);
    expect(await stored()).toEqual(before);
  });

  it("runs a program that prints a secret once, however many customers the credential sees", async () => {
    const script = inFolder("secret.mjs");
    writeFileSync(
      script,
      `import { appendFileSync, readFileSync } from "node:fs";
      appendFileSync(${JSON.stringify(inFolder("runs"))}, "run ");
      process.stdout.write(readFileSync(${JSON.stringify(inFolder("secret"))}, "utf8"));`,
    );
    const account = genesys("partner", "    accountIds: '*'\n").replace(
      /clientSecret: \{.*\}/,
      `clientSecret: { command: [${process.execPath}, ${script}] } }`,
    );
    const { code, stdout } = await collect([account]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/: ([2-9]|\d\d) accounts collected/)]);
    expect(readFileSync(inFolder("runs"), "utf8")).toBe("run ");
  });

  it("stores the same rows for separate accounts, with a wildcard or by ids", async () => {
    await collect([deepgram("us"), genesys("partner")]);
    const before = await stored();
    rmSync(inFolder("store"), { recursive: true });
    const apart = await collect([
      deepgram("us", "KEY", "    accountIds: '*'\n"),
      genesys("partner", "    accountIds: '*'\n"),
    ]);
    // Three projects, three customers, and the partner's own usage.
    expect(apart.stdout).toContain(": 7 accounts collected, 0 failed");
    expect(await stored()).toEqual(before);
    const { projectId } = sandbox.deepgram;
    rmSync(inFolder("store"), { recursive: true });
    await collect([deepgram("us", "KEY", `    accountIds: [${projectId}]\n`)]);
    expect(await stored()).toEqual(before.filter((name) => name.includes(projectId)));
  });

  it("counts rows once that two accounts with one credential see, also in a bill", async () => {
    const results: unknown[] = [];
    for (const accounts of [[deepgram("us")], [deepgram("us"), deepgram("copy")]]) {
      const { code } = await collect(accounts);
      const argv = ["bill", "--config", inFolder("accounts.yaml"), "--format", "json"];
      const { stdout } = await runCli(argv, { env: { KEY: sandbox.deepgram.apiKey } });
      const { totals } = JSON.parse(stdout) as { totals: unknown };
      results.push([code, await stored(), totals]);
    }
    expect(results[1]).toEqual(results[0]);
  });

  it("keeps accounts apart whose own usage doesn't name them", async () => {
    // Two organizations, for which the sandbox's one stands.
    writeFileSync(inFolder("other"), `${sandbox.genesysCloud.clientSecret}\n`);
    const apac = genesys("apac", "    accountIds: '*'\n").replace(/secret(?= })/, "other");
    await collect([genesys("emea"), apac]);
    const own = (await stored()).filter((name) => name.includes(" usage "));
    expect(own.map((name) => name.split(" ")[1]).sort()).toEqual(["apac", "emea"]);
  });

  it("reports each failure in a line, keeps the other accounts and exits with 3", async () => {
    const ran = await collect([deepgram("good"), deepgram("bad", "WRONG"), deepgram("none", "NO")]);
    expect(ran.code).toBe(3);
    expect(ran.stdout).toContain(": 1 account collected, 2 failed");
    expect(ran.stderr.split("\n").sort()).toEqual([
      "",
      expect.stringMatching(/^bad: listProjects: GET .* 401/),
      "none: none: apiKey: the variable NO is not set.",
    ]);
  });

  it("tries a rejected credential once, whatever the number of its accounts", async () => {
    const ids = Array.from({ length: 20 }, (_, at) => `p-${at}`).join(", ");
    const more = `    accountIds: [${ids}]\n`;
    const ran = await collect([deepgram("bad", "WRONG", more)], ["--concurrency", "1"]);
    expect(ran.code).toBe(4);
    const [line, rest, end] = ran.stderr.split("\n");
    expect(line).toMatch(/^bad\/p-0: .* 401/);
    expect(rest).toBe("19 more accounts have a rejected credential; they weren't tried.");
    expect(end).toBe("");
  });

  it("alternates between credentials, so that one's rate limit doesn't hold up the others", async () => {
    const ids = "    accountIds: [p-0, p-1]\n";
    const accounts = [deepgram("one", "KEY", ids), deepgram("two", "OTHER", ids)];
    const { stderr } = await collect(accounts, ["--concurrency", "1"]);
    const order = stderr.split("\n").map((line) => line.split(":")[0]);
    expect(order).toEqual(["one/p-0", "two/p-0", "one/p-1", "two/p-1", ""]);
  });

  it("continues where it was interrupted", async () => {
    const accounts = ["a", "b", "c"].map((name) => deepgram(name));
    const store = await openStore(inFolder("store"));
    const period = { start: "2026-06-01T00:00:00.000Z", end: "2026-07-01T00:00:00.000Z" };
    const { id } = await store.beginRound(period, now - 60_000);
    const run = { id: crypto.randomUUID(), vendor: "deepgram", contract: "x", round: id };
    const startedAt = new Date(now).toISOString();
    for (const account of ["a", "c"])
      await store.replace({
        run: { ...run, account, period, startedAt },
        partitions: [],
        bodies: new Map(),
      });
    const ran = await collect(accounts);
    expect(ran.stderr).toBe(
      `billkit: going on with the run that began ${new Date(now - 60_000).toISOString()}.\n`,
    );
    expect(ran.stdout).toContain(": 1 account collected, 2 before, 0 failed");
    expect((await collect(accounts)).stdout).toContain(": 3 accounts collected, 0 failed");
  });

  it("tries again after transient failures", async () => {
    sandbox.control.addFault({ kind: "status", status: 503, vendor: "deepgram", count: 3 });
    expect(await collect([deepgram("us")])).toMatchObject({ code: 0, stderr: "" });
  });

  it.each([
    ["another total", 1.5, String.raw`from \S+ to \S+`],
    ["the same total", 0, String.raw`with the same total, \S+`],
  ])("reports a final partition that changed anyway, to %s", async (_, dollars, how) => {
    await collect([deepgram("us")]);
    sandbox.control.act("deepgram", "usage", {
      ...{ project_id: sandbox.deepgram.projectId, accessor: "late", line_item: "x" },
      ...{ dollars, date: "2026-06-30" },
    });
    const { code, stderr, stdout } = await collect([deepgram("us")]);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      new RegExp(`^us: costs of 2026-06-01 was final and has changed, ${how} USD\\.\n$`),
    );
    expect(stdout).toContain("1 replaced");
  });

  it("reports rows that it doesn't store because a later run stored others, and exits with 3", async () => {
    await collect([deepgram("us")], [], now + 60_000);
    sandbox.control.act("deepgram", "usage", {
      ...{ project_id: sandbox.deepgram.projectId, accessor: "late", line_item: "x" },
      ...{ dollars: 1.5, date: "2026-06-30" },
    });
    const { code, stderr, stdout } = await collect([deepgram("us")]);
    expect(code).toBe(3);
    expect(stderr).toBe(
      "us: 1 partition not stored: a run that began later, 2026-07-10T12:01:00.000Z, has stored other rows. Run it again; if no other run was at work, check the clocks of the machines.\n",
    );
    expect(stdout).toMatch(/, 0 replaced, \d+ unchanged, 1 not stored\n$/);
    const again = await collect([deepgram("us")], [], now + 120_000);
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("1 replaced")]);
  });

  it("replaces what a run stored whose clock was a month ahead", async () => {
    await collect([deepgram("us")], ["--period", "2026-06"], now + 31 * 86_400_000);
    sandbox.control.act("deepgram", "usage", {
      ...{ project_id: sandbox.deepgram.projectId, accessor: "late", line_item: "x" },
      ...{ dollars: 1.5, date: "2026-06-30" },
    });
    const { code, stdout } = await collect([deepgram("us")]);
    expect([code, stdout]).toEqual([0, expect.stringContaining("1 replaced")]);
  });

  it("writes Singer messages: changed rows once, decimals as text", async () => {
    const ran = await collect([deepgram("us")], ["--format", "singer"]);
    const messages = ran.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const types = messages.map(({ type }) => type);
    expect([types[0], types.at(-1)]).toEqual(["SCHEMA", "STATE"]);
    const records = messages.filter(({ type }) => type === "RECORD");
    const amounts = records.map(({ record }) => (record as { amount?: unknown }).amount);
    expect(amounts.length).toBeGreaterThan(100);
    expect(amounts.filter((amount) => typeof amount === "number")).toEqual([]);
    expect(amounts).toContainEqual(expect.stringMatching(/^\d+\.\d{4,}$/));
    expect(ran.stderr).toContain("1 account collected");
    const again = await collect([deepgram("us")], ["--format", "singer"]);
    expect(again.stdout).not.toContain('"RECORD"');
  });

  it.each([
    ["a typo", "acounts", "accounts.yaml:1: unknown key"],
    ["no accounts", "accounts: []\n", "has no accounts"],
    [
      "two accounts of one name",
      "accounts:\n  - vendor: deepgram\n    name: a\n  - vendor: deepgram\n    name: a\n",
      'accounts.yaml:5: two accounts are named "a"; names must differ.',
    ],
    [
      "an unknown key",
      "accounts:\n  - vendor: deepgram\n    accountId: x\n",
      'accounts.yaml:3: unknown key "accountId"',
    ],
    [
      "an unknown key of a block",
      "accounts:\n  - vendor: deepgram\n    credentails:\n      apiKey: { env: A }\n",
      'accounts.yaml:3: unknown key "credentails"; did you mean credentials?',
    ],
    [
      "a secret in the file",
      "accounts:\n  - vendor: deepgram\n    credentials:\n      apiKey: abc\n",
      "accounts.yaml:4: apiKey must not contain the secret itself",
    ],
    [
      "an invalid rate",
      "accounts:\n  - vendor: deepgram\n    rate: fast\n",
      "accounts.yaml:3: rate must be, for example, 300 per minute",
    ],
    [
      "invalid ids",
      "accounts:\n  - vendor: deepgram\n    accountIds: 5\n",
      'accounts.yaml:3: accountIds must be "*" or a list of ids as strings.',
    ],
    [
      "a wildcard of a vendor whose credentials see one account",
      "accounts:\n  - vendor: openai\n    accountIds: '*'\n",
      "accounts.yaml:3: openai: a credential sees one account; leave accountIds out.",
    ],
    [
      "ids of such a vendor",
      "accounts:\n  - vendor: github\n    accountIds: [a]\n",
      "accounts.yaml:3: github: a credential sees one account; leave accountIds out.",
    ],
  ])("rejects %s in one line before it creates a store", async (_, text, message) => {
    const file = inFolder("accounts.yaml");
    writeFileSync(file, text === "acounts" ? "acounts: []\n" : text, { mode: 0o600 });
    const ran = await runCli(["collect", "--accounts", file, "--store", inFolder("store")]);
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain(message);
    expect(ran.stderr.trim().split("\n")).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(["accounts.yaml"]);
  });

  it.each([
    [["--store", "postgres://u:secret@h/d"], {}, "set BILLKIT_STORE instead"],
    [["--store", "postgres://u@h/d?password=secret"], {}, "set BILLKIT_STORE instead"],
    [[], {}, "no store. Pass --store DIR"],
    [["--store", "x"], { BILLKIT_STORE: "y" }, "not both"],
    [["--store", "x", "--lookback", "-1"], {}, "--lookback"],
    [["--store", "x", "--lookback", "3", "--period", "2026-06"], {}, "not both"],
    [["--store", "x", "--period", "2027-01"], {}, "in the future"],
    [["--store", "x", "--concurrency", "0"], {}, "a whole number from 1 to 1000"],
  ])("rejects %j in one line", async (argv, env, message) => {
    const file = inFolder("accounts.yaml");
    writeFileSync(file, `accounts:${deepgram("us")}`, { mode: 0o600 });
    const ran = await runCli(["collect", "--accounts", file, ...argv], { env });
    expect(ran).toMatchObject({ code: 2, stdout: "" });
    expect(ran.stderr).toContain(message);
    expect(ran.stderr).not.toMatch(/secret|\n./);
  });

  it("rejects a directory that isn't a store, and a store it can't write to, in one line", async () => {
    writeFileSync(inFolder("file"), "");
    const file = inFolder("accounts.yaml");
    writeFileSync(file, `accounts:${deepgram("us")}`, { mode: 0o600 });
    for (const store of [folder, inFolder("file")]) {
      const ran = await runCli(["collect", "--accounts", file, "--store", store]);
      expect(ran).toMatchObject({ code: 1, stdout: "" });
      expect(ran.stderr).toMatch(/^billkit: the store: [^\n]*choose a store[^\n]*\n$/);
    }
  });

  it("writes no credential to the store", async () => {
    await collect([deepgram("us"), genesys("partner")]);
    const secrets = [sandbox.deepgram.apiKey, sandbox.genesysCloud.clientSecret];
    const names = readdirSync(inFolder("store"), { recursive: true, withFileTypes: true });
    for (const entry of names.filter((each) => each.isFile())) {
      const content = readFileSync(path.join(entry.parentPath, entry.name), "latin1");
      for (const secret of secrets) expect(content.includes(secret)).toBe(false);
    }
  });
});

describe("billkit doctor --accounts", () => {
  it("checks each account of the file, of a wildcard the list and one account", async () => {
    const wildcard = genesys("partner", "    accountIds: '*'\n");
    const accounts = [deepgram("deepgram"), deepgram("bad", "WRONG"), wildcard];
    writeFileSync(inFolder("accounts.yaml"), `accounts:${accounts.join("")}`, { mode: 0o600 });
    writeFileSync(inFolder("secret"), sandbox.genesysCloud.clientSecret);
    const { apiKey: KEY } = sandbox.deepgram;
    const { clientId: ID } = sandbox.genesysCloud;
    const argv = ["doctor", "--accounts", inFolder("accounts.yaml")];
    const { code, stdout } = await runCli(argv, { env: { KEY, ID, WRONG: "not-a-key" } });
    expect(code).toBe(4);
    expect(stdout).toMatch(/Deepgram +deepgram +ok/);
    expect(stdout).toMatch(/bad +failed +The credential is rejected/);
    expect(stdout).toMatch(/partner +ok/);
    expect(stdout).not.toContain("not set");
  });
});

describe("accounts.schema.json", () => {
  it("has the keys that the command reads", () => {
    const schema = JSON.parse(
      readFileSync(path.resolve(__dirname, "../accounts.schema.json"), "utf8"),
    ) as { $defs: { account: { properties: object } } };
    expect(Object.keys(schema.$defs.account.properties).sort()).toEqual([...accountKeys].sort());
  });
});
