import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import Big from "big.js";
import { run } from "../src/monthly-csv/run.js";
import { parseCsv } from "./support/csv.js";
import { environmentOf, runCommand } from "./support/run-command.js";
import { stubService } from "./support/stub-service.js";

const now = Date.UTC(2026, 6, 15, 9, 30);
const columns =
  "vendor account_id account_name start end_exclusive state item quantity unit amount currency";
let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, clock: { now: () => now }, reportPolls: 0 });
  folder = mkdtempSync(path.join(tmpdir(), "billkit-csv-"));
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

const bill = (argv: readonly string[] = [], env = environmentOf(sandbox)) =>
  runCommand((command) => run({ ...command, now }), argv, env);

/** The lines as objects by column. */
function rowsOf(text: string): Record<string, string>[] {
  const [names = [], ...records] = parseCsv(text);
  return records.map((cells) =>
    Object.fromEntries(names.map((name, at) => [name, cells[at] ?? "missing"])),
  );
}

describe("the month's bill as CSV", () => {
  it("has a line for each item of each account, under one header", async () => {
    const { code, stdout } = await bill();
    expect(code).toBe(0);
    const [header, ...records] = parseCsv(stdout);
    expect(header?.join(" ")).toBe(columns);
    expect(records.filter(({ length }) => length !== header?.length)).toEqual([]);
    const rows = rowsOf(stdout);
    expect(new Set(rows.map(({ vendor }) => vendor))).toEqual(
      new Set(["deepgram", "genesys-cloud"]),
    );
    expect(rows).toContainEqual({
      ...{ vendor: "deepgram", account_id: sandbox.deepgram.projectId },
      ...{ account_name: "Aurora Contact Center", start: "2026-06-01T00:00:00.000Z" },
      ...{ end_exclusive: "2026-07-01T00:00:00.000Z", state: "closed" },
      ...{ item: "streaming::nova-3", quantity: "", unit: "" },
      ...{ amount: "1283.82189072", currency: "USD" },
    });
  });

  it("adds up exactly, each currency for itself", async () => {
    const { stdout, stderr } = await bill();
    const sums = new Map<string, Big>();
    for (const { vendor = "", state = "", currency = "", amount } of rowsOf(stdout)) {
      if (amount === undefined || amount === "") continue;
      const key = `${vendor}, ${state}: % ${currency}`;
      sums.set(key, (sums.get(key) ?? new Big(0)).plus(amount));
    }
    const told = stderr.trim().split("\n");
    expect(told.map((line) => line.replaceAll(",", ""))).toEqual(
      [...sums].map(([key, sum]) => key.replace("%", sum.toFixed()).replaceAll(",", "")),
    );
    const currencies = new Set([...sums.keys()].map((key) => key.slice(-3)));
    expect(currencies).toEqual(new Set(["USD", "EUR"]));
  });

  it("gives the same in a file, and leaves nothing beside it", async () => {
    const out = path.join(folder, "june.csv");
    const [{ stdout }, inFile] = [await bill(), await bill(["--out", out])];
    expect([inFile.code, inFile.stdout]).toEqual([0, ""]);
    expect(readFileSync(out, "utf8").split("\r\n").sort()).toEqual(stdout.split("\r\n").sort());
    expect(readdirSync(folder)).toEqual(["june.csv"]);
  });

  it("leaves a file as it was when a customer is missing, and still streams the others", async () => {
    const broken = await withoutOneCustomer();
    try {
      const out = path.join(folder, "july.csv");
      writeFileSync(out, "before");
      const env = { ...environmentOf(sandbox), GENESYSCLOUD_BASE_URL: broken.baseUrl };
      const file = await bill(["--out", out], env);
      expect([file.code, readFileSync(out, "utf8")]).toEqual([1, "before"]);
      expect(file.stderr).toContain(`${out} was not written.`);
      expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
      const { code, stdout, stderr } = await bill([], env);
      expect(code).toBe(1);
      expect(stderr).toContain("Genesys Cloud, Lost: ");
      expect(rowsOf(stdout).filter(({ account_name }) => account_name === "'=Found")).toHaveLength(
        1,
      );
    } finally {
      await broken.close();
    }
  });

  it.each([
    [[], /^No credentials: set DEEPGRAM_API_KEY, or GENESYSCLOUD_OAUTHCLIENT_ID/],
    [["--nope"], /^Unknown option '--nope'/],
  ])("with %j and nothing set, says what to do in one line", async (argv, expected) => {
    const { code, stdout, stderr } = await bill(argv, {});
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(expected);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  it("refuses an --out that can be no file before anything is asked for", async () => {
    const asked = await stubService(() => [200, {}]);
    try {
      const env = { ...environmentOf(sandbox), DEEPGRAM_BASE_URL: asked.baseUrl };
      for (const out of ["", folder, path.join(folder, "gone", "june.csv"), `${folder}/new/`]) {
        const { code, stdout, stderr } = await bill(["--out", out], env);
        expect([code, stdout, asked.paths]).toEqual([2, "", []]);
        expect(stderr).toMatch(/^--out.*\. See --help\.\n$/);
      }
    } finally {
      await asked.close();
    }
  });

  it("says which vendor refused, and gives the other's bill", async () => {
    const env = { ...environmentOf(sandbox), DEEPGRAM_API_KEY: "wrong" };
    const { code, stdout, stderr } = await bill([], env);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Deepgram: .*\(AuthenticationError\)$/m);
    expect(stderr).not.toContain("wrong");
    expect(new Set(rowsOf(stdout).map(({ vendor }) => vendor))).toEqual(new Set(["genesys-cloud"]));
  });
});

/** A partner with two customers, whose first cannot be had; the second's name is a formula. */
function withoutOneCustomer() {
  return stubService(({ pathname }) => {
    if (pathname.endsWith("billableusage")) {
      const [startDate, endDate] = ["2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z"];
      return [200, { startDate, endDate, status: "Complete", usages: [] }];
    }
    if (pathname.endsWith("trustors")) {
      const entities = [
        { id: "t-1", enabled: true, organization: { id: "t-1", name: "Lost" } },
        { id: "t-2", enabled: true, organization: { id: "t-2", name: "=Found" } },
      ];
      return [200, { entities, pageCount: 1, pageNumber: 1, pageSize: 100, total: 2 }];
    }
    if (pathname.endsWith("t-1")) return [404, { message: "gone", code: "not.found" }];
    const usage = {
      ...{ name: "Seat", partNumber: "S", grouping: "user-license", unitOfMeasureType: "license" },
      ...{ usageQuantity: "2", prepayQuantity: "0", overagePrice: "10.10" },
    };
    return [
      200,
      {
        ...{ organization: { id: "t-2", name: "=Found" }, currency: "EUR", enabledProducts: [] },
        ...{ subscriptionType: "PREPAY", usages: [usage] },
        billingPeriodStartDate: "2026-06-01T00:00:00Z",
        billingPeriodEndDate: "2026-06-30T23:59:59Z",
      },
    ];
  });
}
