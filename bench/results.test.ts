import { describe, expect, it } from "@jest/globals";
import { summarizeRun } from "./results.js";

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
