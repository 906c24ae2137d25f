import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Charge } from "@billkit/charges";
import { startSandbox } from "@billkit/sandbox";
import { now, runCli } from "./support/run.js";

let folder = "";
let charges: Charge[] = [];
beforeAll(async () => {
  folder = path.join(mkdtempSync(path.join(os.tmpdir(), "evidence-")), "june");
  const argv = ["bill", "--sandbox", "--vendor", "deepgram", "--format", "json"];
  const { stdout } = await runCli([...argv, "--evidence", folder]);
  ({ charges } = JSON.parse(stdout) as { charges: Charge[] });
});
afterAll(() => {
  rmSync(path.dirname(folder), { recursive: true });
});

it("verifies every row offline", async () => {
  const { code, stdout } = await runCli(["verify", folder]);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `${charges.length} rows verified, 0 differences.\n`,
  });
});

it.each([[["--evidence"]], [["--sandbox", "--vendor", "deepgram"]]])(
  "explains a row in at most ten lines with %j",
  async (options) => {
    const { id = "", evidence } = charges[0] ?? {};
    const argv = options[0] === "--evidence" ? [...options, folder] : options;
    const { code, stdout, stderr } = await runCli(["explain", id, ...argv]);
    expect(code).toBe(0);
    expect(stdout).toContain(evidence?.pointer);
    const file = /^body {6}(\S+) \(unchanged\)$/m.exec(stdout)?.[1] ?? "none";
    expect(existsSync(path.join(folder, file))).toBe(true);
    expect(stderr).toMatch(
      options[0] === "--evidence" ? /^$/ : /^billkit: the body isn't stored; /,
    );
    expect(stdout.trimEnd().split("\n").length).toBeLessThanOrEqual(10);
  },
);

it("rejects an unknown id, and a folder without evidence", async () => {
  for (const argv of [
    ["explain", "none", "--evidence", folder],
    ["explain", "none", "--sandbox", "--vendor", "deepgram"],
    ["verify", os.tmpdir()],
  ]) {
    const { code, stdout, stderr } = await runCli(argv);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^billkit: [^\n]+\n$/);
    expect(stderr).not.toContain(path.join(os.tmpdir(), "billkit-"));
  }
});

it.each([
  [["--vendor", "deepgram", "ID", "--sandbox"]],
  [["--sandbox", "--vendor", "deepgram", "ID"]],
  [["ID", "--sandbox", "--vendor", "deepgram", "github"]],
  [["--sandbox", "--vendor", "deepgram,github", "ID"]],
  [["--sandbox", "--vendor", "deepgram", "--vendor", "github", "--", "ID"]],
])("explains with the options %j", async (options) => {
  const argv = options.map((each) => (each === "ID" ? (charges[0]?.id ?? "") : each));
  const { code, stdout } = await runCli(["explain", ...argv]);
  expect(code).toBe(0);
  expect(stdout).toContain(`charge    ${charges[0]?.id ?? ""}\n`);
});

it.each([
  [["--vendor", "deepgran", "ID"], 'unknown vendor "deepgran"; did you mean deepgram?'],
  [["--vendor", "deepgram"], "missing required argument 'id'"],
  [["--vendor", "deepgram", "github"], "missing required argument 'id'"],
  [["--evidence", "", "ID"], "the evidence folder's name is empty; pass a folder."],
])("rejects explain %j", async (options, message) => {
  const { code, stdout, stderr } = await runCli(["explain", "--sandbox", ...options]);
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: "",
    stderr: `billkit: ${message}\n`,
  });
});

it("takes vendors separated by commas", async () => {
  const argv = ["bill", "--sandbox", "--format", "json"];
  const separated = await runCli([...argv, "--vendor", "deepgram,github"]);
  expect(separated.code).toBe(0);
  expect(separated).toEqual(await runCli([...argv, "--vendor", "deepgram", "github"]));
  expect(await runCli([...argv, "--vendor", "deepgram,githup"])).toMatchObject({
    ...{ code: 2, stderr: 'billkit: unknown vendor "githup"; did you mean github?\n' },
  });
});

it("refuses a folder that isn't empty, before it reads anything", async () => {
  const foreign = path.join(path.dirname(folder), "foreign");
  mkdirSync(foreign);
  writeFileSync(path.join(foreign, "manifest.json"), "{}");
  for (const [dir, problem] of [
    [folder, `${folder} isn't empty: it has bodies`],
    [foreign, `${foreign} isn't empty: it has manifest.json`],
    ["", "the folder's name is empty"],
  ] as const) {
    const { code, stdout, stderr } = await runCli(["bill", "--evidence", dir], {
      env: { DEEPGRAM_API_KEY: "wrong", DEEPGRAM_BASE_URL: "http://127.0.0.1:1" },
    });
    expect({ code, stdout, stderr }).toEqual({
      ...{ code: 2, stdout: "" },
      stderr: `billkit: --evidence: ${problem}; choose a new or empty folder for evidence.\n`,
    });
  }
  expect(readFileSync(path.join(foreign, "manifest.json"), "utf8")).toBe("{}");
  expect(existsSync("manifest.json")).toBe(false);
});

describe("with several accounts", () => {
  let sandboxes: Awaited<ReturnType<typeof startSandbox<"digitalocean">>>[] = [];
  let config = "";
  let env: Record<string, string> = {};
  beforeAll(async () => {
    const options = { vendors: ["digitalocean"], clock: { now: () => now } } as const;
    sandboxes = await Promise.all([startSandbox(options), startSandbox({ ...options, seed: 2 })]);
    const accounts = sandboxes.map(
      ({ digitalocean: { baseUrl } }, at) =>
        `  - { vendor: digitalocean, name: team-${at}, options: { baseUrl: "${baseUrl}" },\n` +
        `      credentials: { accessToken: { env: TOKEN_${at} } } }\n`,
    );
    config = path.join(path.dirname(folder), "accounts.yaml");
    writeFileSync(config, `accounts:\n${accounts.join("")}`, { mode: 0o600 });
    env = Object.fromEntries(
      sandboxes.map(({ digitalocean }, at) => [`TOKEN_${at}`, digitalocean.accessToken]),
    );
  });
  afterAll(() => Promise.all(sandboxes.map((each) => each.close())));

  it("of one vendor, stores, verifies and explains both", async () => {
    const both = path.join(path.dirname(folder), "both");
    const argv = ["bill", "--config", config, "--format", "json", "--evidence", both];
    const bill = await runCli(argv, { env });
    expect([bill.code, bill.stderr]).toEqual([0, ""]);
    const { charges: rows } = JSON.parse(bill.stdout) as { charges: Charge[] };
    expect(new Set(rows.map(({ accountId }) => accountId)).size).toBe(2);
    expect(await runCli(["verify", both])).toEqual({
      ...{ code: 0, stderr: "", stdout: `${rows.length} rows verified, 0 differences.\n` },
    });
    const { id = "" } = rows.at(-1) ?? {};
    for (const source of [
      ["--evidence", both],
      ["--config", config],
    ])
      expect(await runCli(["explain", id, ...source], { env })).toMatchObject({ code: 0 });
  });

  it.each([
    ["an account that is rejected", "wrong", /^incomplete: digitalocean \(team-1\): .*401.*$/m],
    [
      "an account without a token",
      "",
      /^incomplete: digitalocean \(team-1\): .*TOKEN_1 is not set/m,
    ],
  ])("calls evidence incomplete without %s", async (name, TOKEN_1, message) => {
    const partial = path.join(path.dirname(folder), name);
    const argv = ["bill", "--config", config, "--format", "json", "--evidence", partial];
    const bill = await runCli(argv, { env: { ...env, TOKEN_1 } });
    expect(bill.code).toBe(3);
    const { code, stdout } = await runCli(["verify", partial]);
    expect(code).toBe(3);
    expect(stdout).toMatch(message);
    expect(stdout).toMatch(/^\d+ rows verified, 0 differences, 1 account incomplete\.$/m);
  });
});

it("doesn't vouch for a row that was changed", async () => {
  const file = path.join(folder, "charges.jsonl");
  const text = readFileSync(file, "utf8");
  const { id = "", amount = "" } = charges[0] ?? {};
  try {
    writeFileSync(file, text.replace(`"amount":"${amount}"`, `"amount":"9${amount}"`));
    const { code, stdout } = await runCli(["explain", id, "--evidence", folder]);
    expect(code).toBe(1);
    expect(stdout).toContain(`DIFFERS   ${id}: amount is "9${amount}"; the kept bodies result in`);
    expect(stdout).not.toContain("as it was sent");
    expect(await runCli(["verify", folder])).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        new RegExp(`^${id}: amount is .*\n${charges.length - 1} rows verified, 1 difference\\.\n$`),
      ) as unknown,
    });
  } finally {
    writeFileSync(file, text);
  }
});

it("names a body in which one digit was changed", async () => {
  const bodies = path.join(folder, "bodies");
  const file = readdirSync(bodies).find((name) =>
    readFileSync(path.join(bodies, name), "utf8").includes('"dollars"'),
  );
  const text = readFileSync(path.join(bodies, file ?? ""), "utf8");
  const edited = text.replace(
    /("dollars": ?\d*\.\d*?)([0-8])/,
    (_all, start: string, digit: string) => {
      return `${start}${Number(digit) + 1}`;
    },
  );
  expect(edited).not.toBe(text);
  writeFileSync(path.join(bodies, file ?? ""), edited);
  const { code, stdout } = await runCli(["verify", folder]);
  expect(code).toBe(1);
  expect(stdout).toContain(file?.replace(".json", ""));
});

it("explains a row of a store with the file that it was collected with", async () => {
  const sandbox = await startSandbox({ clock: { now: () => now }, reportPolls: 0 });
  const parent = path.dirname(folder);
  try {
    const { openai, digitalocean, genesysCloud } = sandbox;
    const file = path.join(parent, "unnamed.yaml");
    writeFileSync(
      file,
      `accounts:
  - { vendor: openai, options: { baseUrl: "${openai.baseUrl}" }, credentials: { apiKey: { env: A } } }
  - { vendor: digitalocean, options: { baseUrl: "${digitalocean.baseUrl}" }, credentials: { accessToken: { env: B } } }
  - vendor: genesys-cloud
    accountIds: "*"
    options: { baseUrl: "${genesysCloud.baseUrl}", loginUrl: "${genesysCloud.loginUrl}" }
    credentials: { clientId: { env: C }, clientSecret: { env: D } }
`,
      { mode: 0o600 },
    );
    const env = {
      ...{ A: openai.apiKey, B: digitalocean.accessToken },
      ...{ C: genesysCloud.clientId, D: genesysCloud.clientSecret },
    };
    const run = (...argv: string[]) => runCli([...argv, "--period", "2026-06"], { env });
    const collecting = ["collect", "--accounts", file, "--store", path.join(parent, "store")];
    const collected = await run(...collecting, "--format", "singer");
    const stored = collected.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { type: string; record?: Charge })
      .flatMap(({ record }) => record ?? []);
    const { stdout } = await run("bill", "--config", file, "--format", "json");
    const { charges: billed } = JSON.parse(stdout) as { charges: Charge[] };
    const idsOf = (rows: readonly Charge[]) =>
      rows.map(({ vendor, accountId, id }) => `${vendor} ${accountId} ${id}`).sort();
    expect(idsOf(stored)).toEqual(idsOf(billed));
    const { id = "" } = stored.find(({ vendor }) => vendor === "digitalocean") ?? {};
    expect(await run("explain", id, "--config", file)).toMatchObject({ code: 0 });
  } finally {
    await sandbox.close();
  }
});
