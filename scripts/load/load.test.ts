import { spawnSync } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSandbox, type Sandbox } from "@billkit/sandbox";
import { targetsOf } from "../fuzz/targets.js";
import { judge, render, type Slice } from "./report.js";
import { pathsOf } from "./requests.js";

const root = path.resolve(__dirname, "../..");
const run = { connections: 16, latencyMs: { p50: 5, p99: 20 } };
const slice: Slice = { requests: 6000, seconds: 5, heapBytes: 105, cpuMs: 3000 };

it.each([
  ["5", '--seconds is "5"; allowed: a whole number from 6 to 3600'],
  ["6.5", '--seconds is "6.5"; allowed: a whole number from 6 to 3600'],
])("refuses --seconds %s in one line", (seconds, problem) => {
  const command = ["--import", "tsx", "scripts/load/main.ts", "--seconds", seconds];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: root,
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toBe(`load: ${problem}; usage: npm run load [-- --seconds N --json]\n`);
});

describe("the load", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ validateResponses: true });
  });
  afterAll(() => sandbox.close());

  it("is of requests that are all answered with 200", async () => {
    for (const target of await targetsOf(sandbox)) {
      const { baseUrl, headers } = target;
      for (const address of pathsOf(target)) {
        const { status } = await fetch(baseUrl + address, { headers });
        expect({ address, status }).toEqual({ address, status: 200 });
      }
    }
  });
});

describe("the verdict", () => {
  it.each([
    ["at the aim", [slice], true],
    ["with too few requests", [{ ...slice, requests: 4999 }], false],
    ["with a heap that has grown", [slice, { ...slice, heapBytes: 111 }], false],
    ["with a heap that has grown meanwhile", [{ ...slice, heapBytes: 111 }, slice], false],
  ])("is right %s", (_, slices, met) => {
    const report = judge(100, slices, run);
    expect(report.met).toBe(met);
    expect(render(report)).toMatch(met ? /\nmet\n$/ : /\nnot met\n$/);
  });

  it("has the figures of all parts", () => {
    const report = judge(100, [slice, { ...slice, requests: 4000, heapBytes: 104 }], run);
    expect(report).toMatchObject({
      ...run,
      seconds: 10,
      requests: 10_000,
      requestsPerSecond: 1000,
      cpuMsPerRequest: 0.6,
      heap: { warmBytes: 100, largestBytes: 105, endBytes: 104, growth: 0.05 },
    });
  });
});
