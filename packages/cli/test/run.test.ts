import { execFileSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { noCurrency, type Charge } from "@billkit/charges";
import { startSandbox } from "@billkit/sandbox";
import { widthOf } from "../src/text/text.js";
import { vendorNames } from "../src/vendors/registry.js";
import { runCli } from "./support/run.js";

let folder = "";
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let live: Record<string, string> = {};
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "billkit-cli-"));
  sandbox = await startSandbox({ clock: { now: () => Date.parse("2026-07-10T12:00:00Z") } });
  const { apiKey, baseUrl } = sandbox.deepgram;
  live = { DEEPGRAM_API_KEY: apiKey, DEEPGRAM_BASE_URL: baseUrl };
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

interface Document {
  readonly source: string;
  readonly totals: { currency: string; amount: string }[];
  readonly charges: Charge[];
  readonly errors: { vendor: string; status: number | null }[];
}
const documentOf = (stdout: string): Document => JSON.parse(stdout) as Document;

describe("bill --sandbox", () => {
  it("prints a summary, then details, in 80 columns", async () => {
    const { code, stdout, stderr } = await runCli(["bill", "--sandbox"]);
    expect(code).toBe(0);
    expect(stdout.split("\n").filter((line) => widthOf(line) > 80)).toEqual([]);
    expect(stdout).toBe(readFileSync(path.join(__dirname, "golden/bill.txt"), "utf8"));
    expect(stderr).toContain("These are a sandbox's figures.");
  });

  it("prints one JSON document with every digit", async () => {
    const { code, stdout } = await runCli(["bill", "--sandbox", "--format", "json"]);
    expect(code).toBe(0);
    const { source, charges, errors } = documentOf(stdout);
    expect({ source, errors }).toEqual({ source: "sandbox", errors: [] });
    expect(new Set(charges.map(({ vendor }) => vendor))).toEqual(new Set(vendorNames));
    expect(charges.some(({ amount = "" }) => /\.\d{8}$/.test(amount))).toBe(true);
  });

  it("groups by columns", async () => {
    const argv = ["bill", "--sandbox", "--vendor", "deepgram", "--by", "account-name,item"];
    const { stdout } = await runCli(argv);
    expect(stdout).toMatch(/Aurora Research +sync::nova-3 +\d+\.\d\d +USD/);
  });

  it("names a vendor that has nothing in the period", async () => {
    const argv = ["bill", "--sandbox", "--vendor", "deepgram", "--period", "2024-01"];
    const { code, stdout } = await runCli(argv);
    expect(code).toBe(0);
    expect(stdout).toContain("No charges in the period: Deepgram.");
    const file = path.join(folder, "empty.html");
    await runCli(["report", ...argv.slice(1), "--output", file]);
    expect(readFileSync(file, "utf8")).toContain("<li>Deepgram: no charges in the period</li>");
  });

  it("logs requests without secrets if requested", async () => {
    const { stderr } = await runCli(["bill", "--sandbox", "--vendor", "deepgram", "--verbose"]);
    expect(stderr).toMatch(/^billkit: GET http:\S+\/v1\/projects 200 \d+ ms/m);
    expect(stderr).not.toContain(sandbox.deepgram.apiKey);
  });
});

it("writes FOCUS with a file for rows that it can't express, and exits with 3", async () => {
  const file = path.join(folder, "focus.csv");
  const { code, stdout, stderr } = await runCli([
    ...["bill", "--sandbox", "--vendor", "genesys-cloud", "--format", "focus", "--output", file],
  ]);
  expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  expect(stderr).toMatch(/FOCUS can't express \d+ rows\./);
  expect(readFileSync(file, "utf8")).toContain("BilledCost");
  expect(readFileSync(`${file}.rejected.csv`, "utf8")).toContain("it has no amount");
});

it.each(["focus", "json"])("removes an earlier file's rejected rows, for %s", async (format) => {
  const file = path.join(folder, "again.csv");
  const argv = ["bill", "--sandbox", "--format", format, "--output", file, "--vendor"];
  writeFileSync(`${file}.rejected.csv`, "my own notes");
  await runCli([...argv, "twilio"]);
  expect(readFileSync(`${file}.rejected.csv`, "utf8")).toBe("my own notes");
  writeFileSync(`${file}.rejected.csv`, "reason,id,vendor\n");
  const { code, stderr } = await runCli([...argv, "twilio"]);
  expect(code).toBe(0);
  expect(stderr).toContain(`billkit: removed ${file}.rejected.csv, `);
  expect(existsSync(`${file}.rejected.csv`)).toBe(false);
  mkdirSync(`${file}.rejected.csv`);
  const again = await runCli([...argv, "twilio"]);
  expect([again.code, existsSync(`${file}.rejected.csv`)]).toEqual([0, true]);
  expect(again.stderr).not.toContain("removed");
  rmdirSync(`${file}.rejected.csv`);
});

describe("bill --output of what isn't a regular file", () => {
  const focus = ["bill", "--sandbox", "--vendor", "genesys-cloud", "--format", "focus"];

  it("writes FOCUS to a pipe, and only counts the rows that it can't express", async () => {
    const pipe = path.join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const [text, { code, stderr }] = await Promise.all([
      readFile(pipe, "utf8"),
      runCli([...focus, "--output", pipe]),
    ]);
    expect([code, text]).toEqual([3, expect.stringContaining("BilledCost")]);
    expect(stderr).toContain(
      `billkit: ${pipe} isn't a regular file; --output FILE also writes these rows, to a second file.\n`,
    );
    expect(readdirSync(folder).filter((name) => name.startsWith("pipe"))).toEqual(["pipe"]);
  });

  it("continues an open file, as a shell's >> does", async () => {
    const file = path.join(folder, "log");
    writeFileSync(file, "before\n");
    const open = openSync(file, "a");
    const { code, stderr } = await runCli([...focus, "--output", `/dev/fd/${open}`]);
    closeSync(open);
    expect(code).toBe(3);
    expect(stderr).toContain(`billkit: /dev/fd/${open} isn't a regular file; `);
    expect(readFileSync(file, "utf8")).toMatch(/^before\n.*BilledCost/);
  });
});

describe("bill with credentials", () => {
  it("reads the vendors with credentials", async () => {
    const { code, stdout, stderr } = await runCli(["bill", "--format", "json"], { env: live });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { source, charges } = documentOf(stdout);
    expect(source).toBe("service");
    expect(new Set(charges.map(({ vendor }) => vendor))).toEqual(new Set(["deepgram"]));
  });

  it("keeps the other vendors' rows when one fails, and exits with 3", async () => {
    const env = {
      ...live,
      GENESYSCLOUD_ACCESS_TOKEN: "rejected",
      GENESYSCLOUD_BASE_URL: sandbox.genesysCloud.baseUrl,
    };
    const { code, stdout, stderr } = await runCli(["bill", "--format", "json"], { env });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^genesys-cloud: .*AuthenticationError/);
    const { charges, errors } = documentOf(stdout);
    expect(charges.length).toBeGreaterThan(0);
    expect(errors).toMatchObject([{ vendor: "genesys-cloud", status: 401 }]);
  });

  it("exits with 4 when the credential is rejected", async () => {
    const env = { ...live, DEEPGRAM_API_KEY: "wr0ng" };
    const { code, stderr } = await runCli(["bill"], { env });
    expect(code).toBe(4);
    expect(stderr).not.toContain("wr0ng");
  });

  it("reads several accounts from a configuration file, and counts a row that two of them see once", async () => {
    const config = path.join(folder, "config.yaml");
    const account = (name: string, key: string) =>
      `  - { vendor: deepgram, name: ${name}, options: { baseUrl: "${sandbox.deepgram.baseUrl}" }, credentials: { apiKey: { env: ${key} } } }\n`;
    const accounts = [account("one", "KEY"), account("two", "KEY"), account("three", "WRONG")];
    writeFileSync(config, `accounts:\n${accounts.join("")}`, { mode: 0o600 });
    const argv = ["bill", "--format", "json"];
    const env = { KEY: sandbox.deepgram.apiKey, WRONG: "wr0ng-key" };
    const several = await runCli([...argv, "--config", config], { env });
    const one = await runCli(argv, { env: live });
    expect(several.code).toBe(3);
    expect(several.stderr).toMatch(/^deepgram \(three\): .*AuthenticationError/);
    const ids = ({ stdout }: { stdout: string }) => documentOf(stdout).charges.map(({ id }) => id);
    expect(ids(several)).toEqual(ids(one));
  });
});

describe("a configured accountSid of Twilio", () => {
  const other = `AC${"0".repeat(32)}`;
  const read = (sid: string, credentials: object, env: Record<string, string>) => {
    const config = path.join(folder, "twilio.yaml");
    const options = { accountSid: sid, baseUrl: sandbox.twilio.baseUrl };
    const accounts = [{ vendor: "twilio", options, credentials }];
    writeFileSync(config, JSON.stringify({ accounts }), { mode: 0o600 });
    return runCli(["bill", "--config", config, "--format", "csv"], { env });
  };

  it("belongs to the file's token", async () => {
    const { accountSid, authToken: TOKEN } = sandbox.twilio;
    const env = { TOKEN, TWILIO_ACCOUNT_SID: other };
    const ran = await read(accountSid, { authToken: { env: "TOKEN" } }, env);
    expect([ran.code, ran.stderr]).toEqual([0, ""]);
  });

  it("is the account to read with a credential that has its own", async () => {
    const { accountSid: SID, authToken: TOKEN } = sandbox.twilio;
    for (const [credentials, env] of [
      [{}, { TWILIO_ACCOUNT_SID: SID, TWILIO_AUTH_TOKEN: TOKEN }],
      [
        { accountSid: { env: "SID" }, authToken: { env: "TOKEN" } },
        { SID, TOKEN },
      ],
    ] as const) {
      // With another credential it would be 401.
      const { stderr } = await read(other, credentials, env);
      expect(stderr).toMatch(new RegExp(`^twilio: .*/Accounts/${other}/.* 404`));
    }
  });
});

it("isn't led by a token that CI sets, unless it is meant", async () => {
  const { baseUrl, token, org } = sandbox.github;
  const ci = { GITHUB_TOKEN: token, GITHUB_BASE_URL: baseUrl };
  const args = ["bill", "--period", "2026-06", "--format", "csv"];
  expect((await runCli(args, { env: ci })).code).toBe(4);
  const named = await runCli([...args, "--vendor", "github"], { env: ci });
  expect([named.code, named.stderr]).toEqual([4, "github: set GITHUB_ORG.\n"]);
  const { code, stdout } = await runCli(args, { env: { ...ci, GITHUB_ORG: org } });
  expect([code, stdout.split("\n").length > 100]).toEqual([0, true]);
});

it("lists the variables to set when there are no credentials", async () => {
  const { code, stdout, stderr } = await runCli(["bill"]);
  expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
  expect(stderr).toMatch(
    /^billkit: no credentials\. Set DD_API_KEY, DD_APP_KEY for Datadog; DEEPGRAM_API_KEY for Deepgram; .*--sandbox\n$/,
  );
});

it.each([
  [["bil"], /unknown command 'bil' \(Did you mean bill\?\)/],
  [["bill", "--nope"], /unknown option '--nope'/],
  [["bill", "--format", "xml"], /'xml' is invalid\. Allowed choices are table, json/],
  [["bill", "--period", "2026-13"], /"2026-13" is a month that doesn't exist/],
  [["bill", "--period", "2026-06-02..2026-06-01"], /ends before it starts/],
  [["bill", "--period", "2027-01"], /in the future/],
  [["bill", "--vendor", "deepgran"], /unknown vendor "deepgran"; did you mean deepgram\?/],
  [["bill", "--by", "servce"], /no column "servce"; did you mean service\?/],
  [["bill", "--by", "item", "--format", "focus"], /--by can't be combined with --format focus/],
  [["bill", "--output", "/nonexistent/x"], /the folder "\/nonexistent" doesn't exist/],
  [["bill", "--output", os.tmpdir()], /is a folder/],
  [["bill", "--config", "/nonexistent/x"], /can't be read \(ENOENT\)/],
  [["report"], /required option '--output <file>' not specified/],
  [["budget", "--limit", "500"], /not an amount with a currency/],
  [["sandbox", "--port", "x"], /not a port/],
  [["sandbox", "--date", "2026-02-30"], /--date "2026-02-30" is not a day/],
])("%j exits with 2 and one line", async (argv, message) => {
  const { code, stdout, stderr } = await runCli(argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^billkit: [^\n]+\n$/);
});

it("prints help in 80 columns", async () => {
  const { stdout: help } = await runCli(["--help"]);
  const commands = [...help.matchAll(/^ {2}([a-z]+) [[<]/gm)].map(([, name = ""]) => name);
  expect(commands).toContain("verify");
  for (const name of ["", ...commands]) {
    const { code, stdout } = await runCli([name, "--help"].filter((word) => word !== ""));
    expect(code).toBe(0);
    expect(stdout.split("\n").filter((line) => widthOf(line) > 80)).toEqual([]);
  }
});

it.each([40, 50, 60])("names every field of a bill in %i columns", async (columns) => {
  const stdout = Object.assign(new PassThrough(), { columns });
  await runCli(["bill", "--sandbox"], { io: { stdout } });
  const lines = String(stdout.read()).split("\n");
  expect(lines.filter((line) => widthOf(line) > columns || /^\s*:/.test(line))).toEqual([]);
});

describe("budget", () => {
  it.each([
    ["100000USD", 0, /^2026-06: [\d,.]+ USD of 100,000\.00 USD\n$/],
    ["10USD", 5, /over the limit\n$/],
    ["10 EUR", 3, /^2026-06: 0\.00 EUR of 10\.00 EUR\n$/],
  ])("of %s exits with %i", async (limit, expected, text) => {
    const argv = [
      "budget",
      "--limit",
      limit,
      "--sandbox",
      "--vendor",
      "deepgram",
      "--period",
      "2026-06",
    ];
    const { code, stdout } = await runCli(argv);
    expect(code).toBe(expected);
    expect(stdout).toMatch(text);
  });
});

it("prints all digits of a budget that rounding would make equal to the limit", async () => {
  const source = ["--sandbox", "--vendor", "deepgram"];
  const { stdout: json } = await runCli(["bill", "--format", "json", ...source]);
  const { totals } = JSON.parse(json) as { totals: { amount: string }[] };
  const [whole = "", digits] = totals[0]?.amount.split(".") ?? [];
  const limit = `${whole}.${digits}01USD`;
  const { code, stdout } = await runCli(["budget", "--limit", limit, ...source]);
  expect(code).toBe(0);
  expect(stdout.replaceAll(",", "")).toBe(
    `2026-06: ${whole}.${digits} USD of ${whole}.${digits}01 USD\n`,
  );
});

it("never reports a budget as kept while rows without a currency are unpriced", async () => {
  const argv = ["budget", "--limit", "10CHF", "--sandbox", "--vendor", "genesys-cloud"];
  const { code, stdout, stderr } = await runCli(argv);
  expect({ code, stdout }).toEqual({
    code: 3,
    stdout: "2026-06: at least 0.00 CHF of 10.00 CHF\n",
  });
  expect(stderr).toMatch(/^billkit: \d+ rows without an amount can't be compared/m);
  expect(stderr).not.toContain(noCurrency);
});

describe("doctor", () => {
  it("reports ok for a sandbox", async () => {
    const { code, stdout } = await runCli(["doctor", "--sandbox", "--vendor", "deepgram"]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "Vendor    Account  State  What to do\nDeepgram           ok\n",
    });
  });

  it("reports a credential that can read only part of the bill", async () => {
    const { id } = sandbox.control.addFault({
      ...{ vendor: "deepgram", operation: "listPurchases" },
      ...{ kind: "status", status: 403 },
    });
    const { code, stdout } = await runCli(["doctor"], { env: live });
    sandbox.control.removeFaults(id);
    expect(code).toBe(4);
    expect(stdout).toMatch(/Deepgram +failed +The credential can't read bills; add that/);
  });

  it("exits with 1 if the service fails", async () => {
    const { id } = sandbox.control.addFault({ kind: "status", status: 400 });
    const { code } = await runCli(["doctor"], { env: live });
    sandbox.control.removeFaults(id);
    expect(code).toBe(1);
  });

  it("lists only what is still to be set", async () => {
    const env = { GITHUB_TOKEN: "t0ken1" };
    const { code, stdout } = await runCli(["doctor"], { env });
    expect(code).toBe(4);
    expect(stdout).toMatch(/GitHub +not set +Set GITHUB_ORG\.\n/);
    expect(stdout).toMatch(/OAUTHCLIENT_SECRET,\s+GENESYSCLOUD_REGION\./);
  });

  it("recommends what to do about each vendor", async () => {
    const { code, stdout } = await runCli(["doctor"], {
      env: { ...live, DEEPGRAM_API_KEY: "wr0ng" },
    });
    expect(code).toBe(4);
    expect(stdout).toMatch(/Deepgram +failed +The credential is rejected; replace it\./);
    expect(stdout).toMatch(/Genesys Cloud +not set +Set GENESYSCLOUD_OAUTHCLIENT_ID/);
  });
});

describe("report", () => {
  it("writes one complete file", async () => {
    const file = path.join(folder, "june.html");
    const { code, stdout } = await runCli(["report", "--sandbox", "--output", file]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(readFileSync(file, "utf8")).toMatch(/^<!doctype html>[^]*<h1>Bill for 2026-06<\/h1>/);
    rmSync(file);
  });

  it("writes no file if there is nothing to show", async () => {
    const argv = ["report", "--output", path.join(folder, "none.html")];
    const { code } = await runCli(argv, { env: { ...live, DEEPGRAM_API_KEY: "wr0ng" } });
    expect(code).toBe(4);
    expect(readdirSync(folder).filter((name) => name.startsWith("none"))).toEqual([]);
  });
});
