import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { run } from "../src/balance-alert/run.js";
import { environmentOf, runCommand } from "./support/run-command.js";
import { stubService } from "./support/stub-service.js";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, clock: { now: () => Date.UTC(2026, 6, 15) } });
});
afterAll(() => sandbox.close());

const alert = (settings: Record<string, string>, argv: readonly string[] = []) =>
  runCommand(run, argv, { ...environmentOf(sandbox), ...settings });

/** Runs it with a Deepgram that has one project with these balances. */
async function alertFor(balances: unknown, settings: Record<string, string>, name = "One") {
  const stub = await stubService(({ pathname }) =>
    pathname === "/v1/projects"
      ? [200, { projects: [{ project_id: "p-1", name }] }]
      : [200, { balances }],
  );
  try {
    return await alert({ DEEPGRAM_BASE_URL: stub.baseUrl, ...settings });
  } finally {
    await stub.close();
  }
}

const usd = (amount: unknown): object => ({ amount, units: "usd" });

describe("the balance alert with the sandbox", () => {
  it("prints one line per balance when there is enough", async () => {
    const { projectId } = sandbox.deepgram;
    const settings = { BALANCE_ALERT_BELOW: "9724.51593035", BALANCE_ALERT_PROJECTS: projectId };
    expect(await alert(settings)).toEqual({
      code: 0,
      stdout: "ok Aurora Contact Center: 9,724.51593035 usd left, not below 9,724.51593035 usd\n",
      stderr: "",
    });
  });

  it("exits with 3 for a hundred-millionth too little, which floats can lose", async () => {
    const { projectId } = sandbox.deepgram;
    const settings = { BALANCE_ALERT_BELOW: "9724.51593036", BALANCE_ALERT_PROJECTS: projectId };
    const { code, stdout } = await alert(settings);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^LOW Aurora Contact Center: 9,724.51593035 usd left, below/);
  });

  it("counts hours and dollars separately", async () => {
    const { stdout } = await alert({ BALANCE_ALERT_BELOW: "1", BALANCE_ALERT_UNITS: "Hour" });
    expect(stdout.split("\n").filter(Boolean)).toHaveLength(3);
    expect(stdout).not.toContain("usd");
  });

  it("checks all projects, and treats one without balances as empty", async () => {
    const { code, stdout } = await alert({ BALANCE_ALERT_BELOW: "0.01" });
    expect(code).toBe(3);
    expect(stdout.split("\n").filter(Boolean)).toHaveLength(3);
    expect(stdout).toMatch(/^LOW .+: 0\.00 usd left, below 0\.01 usd$/m);
  });

  it("doesn't report a project as low if the key can't see it", async () => {
    const settings = { BALANCE_ALERT_BELOW: "1", BALANCE_ALERT_PROJECTS: "p-gone" };
    expect(await alert(settings)).toEqual({
      code: 1,
      stdout: "",
      stderr: "p-gone: the key can't see it (TypeError)\n",
    });
  });

  it("exits with 1 when the key is rejected, without printing the key", async () => {
    const { code, stderr } = await alert({ DEEPGRAM_API_KEY: "secret", BALANCE_ALERT_BELOW: "1" });
    expect(code).toBe(1);
    expect(stderr).toContain("AuthenticationError");
    expect(stderr).not.toContain("secret");
  });
});

describe("the amounts", () => {
  it.each([
    [[usd(0.1), usd(0.2)], "0.3", 0],
    [[usd(0.1), usd(0.2)], "0.30000000000000001", 3],
    [[usd(5), { amount: 500, units: "hour" }], "6", 3],
    [[usd(100), usd(-1)], "100", 3],
    [[{ amount: 7, units: "USD" }], "7", 0],
    [[], "0", 0],
    [[usd(1e-8)], "0.00000002", 3],
  ])("%j with at least %s: exit code %i", async (balances, below, expected) => {
    expect((await alertFor(balances, { BALANCE_ALERT_BELOW: below })).code).toBe(expected);
  });

  it.each([
    ["as text, which would be concatenated", [usd("60"), usd("50")]],
    ["that is missing", [usd(undefined), usd(500)]],
  ])("an amount %s exits with 1 instead of guessing", async (_, balances) => {
    const { code, stdout, stderr } = await alertFor(balances, { BALANCE_ALERT_BELOW: "1" });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^One: .*amount/);
  });
});

describe("an invalid setting is reported in one line before anything is sent", () => {
  it.each([
    [{}, "BALANCE_ALERT_BELOW"],
    [{ BALANCE_ALERT_BELOW: "" }, "BALANCE_ALERT_BELOW"],
    [{ BALANCE_ALERT_BELOW: "1,000" }, "BALANCE_ALERT_BELOW"],
    [{ BALANCE_ALERT_BELOW: "-1" }, "BALANCE_ALERT_BELOW"],
    [{ BALANCE_ALERT_BELOW: "1", BALANCE_ALERT_WEBHOOK: "http://hooks.example/s3cr3t" }, "https"],
    [{ BALANCE_ALERT_BELOW: "1", BALANCE_ALERT_WEBHOOK: "s3cr3t" }, "BALANCE_ALERT_WEBHOOK"],
  ])("%j", async (settings, expected) => {
    const { code, stdout, stderr } = await alert(settings);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(expected);
    expect(stderr).toMatch(/^[^\n]*[^.]\. See --help\.\n$/);
    expect(stderr).not.toContain("s3cr3t");
  });
});

describe("the webhook", () => {
  const settings = { BALANCE_ALERT_BELOW: "100" };

  async function alertWithHook(amount: number, status: number, name?: string) {
    const bodies: Promise<unknown>[] = [];
    const hook = await stubService((_, request) => {
      bodies.push(textOf(request).then((text) => JSON.parse(text) as unknown));
      return [status, {}];
    });
    const BALANCE_ALERT_WEBHOOK = `${hook.baseUrl}/s3cr3t`;
    try {
      const ran = await alertFor([usd(amount)], { ...settings, BALANCE_ALERT_WEBHOOK }, name);
      return { ...ran, paths: hook.paths, bodies: await Promise.all(bodies) };
    } finally {
      await hook.close();
    }
  }

  it("receives what is low, once", async () => {
    const { code, paths, bodies, stderr } = await alertWithHook(99.5, 200);
    expect([code, stderr, paths]).toEqual([3, "", ["/s3cr3t"]]);
    expect(bodies).toEqual([
      {
        text: "LOW One: 99.50 usd left, below 100.00 usd",
        units: "usd",
        below: "100",
        low: [{ projectId: "p-1", name: "One", left: "99.5" }],
      },
    ]);
  });

  it.each([
    [
      "<!channel> & <https://evil.test|pay>",
      "&lt;!channel&gt; &amp; &lt;https:\u200b//evil.test|\u200bpay&gt;",
    ],
    [
      "@everyone [pay](https://evil.test)",
      "@\u200beveryone [\u200bpay]\u200b(https:\u200b//evil.test)",
    ],
    ["*bold* `code`\nLOW Other", "*\u200bbold*\u200b `\u200bcode`\u200b LOW Other"],
  ])("receives a project's name %j as plain text", async (name, escaped) => {
    const { bodies } = await alertWithHook(1, 200, name);
    expect(bodies).toMatchObject([{ text: expect.any(String), low: [{ name }] }]);
    const [body] = bodies as { text: string }[];
    expect(body?.text).toBe(`LOW ${escaped}: 1.00 usd left, below 100.00 usd`);
  });

  it("isn't called if nothing is low", async () => {
    const { code, paths } = await alertWithHook(100, 200);
    expect([code, paths]).toEqual([0, []]);
  });

  it("that fails is reported on stderr without its URL, and the exit code stays 3", async () => {
    const { code, stderr } = await alertWithHook(1, 500);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^The webhook at 127\.0\.0\.1:\d+ answered 500 \(Error\)\n$/);
  });
});

async function textOf(chunks: AsyncIterable<unknown>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) text += String(chunk);
  return text;
}
