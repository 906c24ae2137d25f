import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { faultOf } from "./faults.js";
import { readOptions } from "./options.js";
import { judge, render, type Report } from "./report.js";

const root = path.resolve(__dirname, "../..");
const stress = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, ["--import", "tsx", "scripts/stress/main.ts", ...args], {
    cwd: root,
    encoding: "utf8",
  });

const ended = {
  outcomes: { data: 98, ConnectionError: 2 },
  lost: 0,
  mixedUp: 0,
  requests: 110,
  heapBytes: { warm: 1000, end: 1050 },
  durationMs: 1500,
  leftOpen: [],
};
const served = { requests: 110, reset: 5, stall: 1, refusal: 5 };
const options = { calls: 100, seed: 1, json: false };

describe("npm run stress", () => {
  it("accounts for every call", () => {
    const { status, stdout, stderr } = stress("--calls", "300", "--seed", "7", "--json");
    expect(stderr).toBe("");
    const report = JSON.parse(stdout) as Report;
    const { outcomes, requests, faults } = report;
    expect(report).toMatchObject({ calls: 300, seed: 7, unaccountedFor: 0, problems: [] });
    expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(300);
    expect(outcomes.data).toBeGreaterThan(270);
    expect(requests.sent).toBe(requests.received);
    expect(Math.min(faults.reset, faults.stall, faults.refusal)).toBeGreaterThan(0);
    expect(status).toBe(0);
  });

  it.each([
    [["--calls", "0"], '--calls is "0"; allowed: a whole number from 1 to 1000000'],
    [["--seed", "x"], '--seed is "x"; allowed: a whole number from 0 to 2147483647'],
    [["--call", "5"], "Unknown option '--call'"],
    [["5"], "Unexpected argument '5'"],
  ])("refuses %j in one line", (args, problem) => {
    expect(() => readOptions(args)).toThrow(problem);
    const { status, stdout, stderr } = stress(...args);
    expect([status, stdout, stderr.split("\n").length]).toEqual([1, "", 2]);
    expect(stderr).toContain(problem);
    expect(stderr).toContain("usage: npm run stress [-- --calls N --seed N --json]");
  });
});

describe("the verdict", () => {
  it("is silent on a run that held", () => {
    const report = judge(options, ended, served, true);
    expect(report).toMatchObject({ unaccountedFor: 0, problems: [] });
    expect(
      Math.max(
        ...render(report)
          .split("\n")
          .map(({ length }) => length),
      ),
    ).toBeLessThan(81);
  });

  it.each<[string, object, object, boolean]>([
    ["1 of 100 calls are unaccounted for", { outcomes: { data: 99 } }, {}, true],
    [
      "calls ended with ServerError, which no fault leads to",
      { outcomes: { data: 99, ServerError: 1 } },
      {},
      true,
    ],
    ["1 calls did not end exactly once", { lost: 1 }, {}, true],
    ["1 calls were given another call's data", { mixedUp: 1 }, {}, true],
    ["110 requests were counted, 111 have arrived", {}, { requests: 111 }, true],
    ["the heap has grown by 10.00 %", { heapBytes: { warm: 1000, end: 1100 } }, {}, true],
    ["left open: TCPSocketWrap", { leftOpen: ["TCPSocketWrap"] }, {}, true],
    ["the client's process did not end by itself", {}, {}, false],
  ])("says: %s", (problem, client, server, alone) => {
    const { problems } = judge(options, { ...ended, ...client }, { ...served, ...server }, alone);
    expect(problems).toContain(problem);
  });
});

describe("the faults", () => {
  it("are the same for a seed, others for another, and as frequent as stated", () => {
    const count = 20_000;
    const faults = Array.from({ length: count }, (_, call) => faultOf(1, call, 1));
    expect(faults).toEqual(Array.from({ length: count }, (_, call) => faultOf(1, call, 1)));
    expect(faults).not.toEqual(Array.from({ length: count }, (_, call) => faultOf(2, call, 1)));
    expect(faults).not.toEqual(Array.from({ length: count }, (_, call) => faultOf(1, call, 2)));
    const share = (name: string): number =>
      faults.filter(({ fault }) => fault === name).length / count;
    expect(share("reset")).toBeCloseTo(0.05, 2);
    expect(share("stall")).toBeCloseTo(0.01, 2);
    expect(share("refusal")).toBeCloseTo(0.05, 2);
    expect(new Set(faults.map(({ place }) => place))).toEqual(new Set([0, 1, 2]));
  });
});
