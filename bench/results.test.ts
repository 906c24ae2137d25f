import { describe, expect, it } from "@jest/globals";
import { aimsOf, summarizeRun, type Results } from "./results.js";

const place = { node: "20.1.0", vendor: "deepgram", over: "loopback" } as const;
const turn = (calls: number, cpuMicros: number) => ({ calls, wallMs: 100, cpuMicros });

describe("a run", () => {
  const turns = new Map([
    ["fetch", [turn(100, 1000), turn(50, 1000)]],
    ["official client", [turn(50, 1000), turn(25, 1000)]],
    ["billkit", [turn(80, 1600), turn(40, 1600)]],
  ]);
  const [, , billkit] = summarizeRun(place, turns);

  it("compares clients within a round, however fast the machine is", () => {
    expect(billkit).toMatchObject({ client: "billkit", cpuOfFetch: 2, rateOfOfficial: 1.6 });
    expect(billkit?.rateOfFetch).toBeCloseTo(0.8);
    expect(billkit?.cpuMicrosPerCall).toBe(30);
  });
});

describe("the aims", () => {
  const figures = {
    ...place,
    cpuMicrosPerCall: 30,
    callsPerSecond: 9000,
    cpuOfFetch: 2,
    rateOfFetch: 0.75,
    rateOfOfficial: 1.2,
  };
  const results: Results = {
    date: "2026-06-20",
    machine: { cpu: "a CPU", cores: 2, load: 0 },
    effort: {
      runs: 1,
      concurrency: 1,
      warmUpMs: 1,
      stub: { rounds: 1, sliceMs: 1 },
      loopback: { rounds: 1, sliceMs: 1 },
      imports: 1,
    },
    calls: [
      { ...figures, client: "billkit" },
      { ...figures, client: "billkit", node: "22.1.0" },
      { ...figures, client: "billkit, undici", rateOfFetch: 1.3 },
      { ...figures, client: "billkit", over: "stub" },
    ],
    imports: [
      { node: "20.1.0", vendor: "deepgram", client: "official client", ms: 170 },
      { node: "20.1.0", vendor: "deepgram", client: "billkit", ms: 10 },
    ],
    installed: { "@billkit/deepgram": 900_001 },
  };

  it("are looser on Node 20 and met at the limit", () => {
    expect(aimsOf(results).map(({ limit, met }) => [limit, met])).toEqual([
      [0.7, true],
      [1.25, false],
      [0.8, false],
      [1.25, false],
      [1.3, true],
      [2, true],
      [1 / 17, true],
      [900, false],
    ]);
  });
});
