import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { dig } from "../src/engine/json.js";
import type { Sandbox } from "../src/index.js";
import { asDeepgram, startFixed, type Send } from "./support/client.js";

let sandbox: Sandbox;
let get: Send;
let project: string;

beforeAll(async () => {
  sandbox = await startFixed();
  get = asDeepgram(sandbox);
  project = `/v1/projects/${sandbox.deepgram.projectId}`;
});
afterAll(() => sandbox.close());

interface Result {
  readonly grouping: Readonly<Record<string, unknown>>;
  readonly [quantity: string]: unknown;
}
const june = "start=2026-06-01&end=2026-06-19";
const results = async (path: string): Promise<Result[]> =>
  dig((await get(`${project}/${path}`)).json, "results") as Result[];
const sum = (rows: readonly Result[], name: string): number =>
  rows.reduce((total, row) => total + Number(row[name]), 0);

describe("the usage breakdown", () => {
  it.each([
    ["tts_characters", "endpoint=speak", 0.00003, "sync::aura-2"],
    ["agent_hours", "endpoint=agent", 4.5, "agent::standard"],
    ["hours", "endpoint=listen&method=sync", 0.258, "sync::nova-3"],
  ])("has %s that cost what the billing breakdown has", async (quantity, filter, price, item) => {
    const used = await results(`usage/breakdown?${june}&${filter}`);
    const costs = await results(`billing/breakdown?${june}&line_item=${item}`);
    expect(used.map(({ grouping }) => grouping.start)).toEqual(
      costs.map(({ grouping }) => grouping.start),
    );
    // Half a character of each day is rounded.
    expect(sum(used, quantity) * price).toBeCloseTo(sum(costs, "dollars"), 3);
    expect(sum(used, "requests")).toBeGreaterThan(0);
  });

  it.each(["accessor", "deployment", "endpoint", "feature_set", "method", "models", "tags"])(
    "grouped by %s has the same quantities",
    async (dimension) => {
      const grouped = await results(`usage/breakdown?${june}&grouping=${dimension}`);
      const whole = await results(`usage/breakdown?${june}`);
      for (const quantity of ["total_hours", "tts_characters", "requests"])
        expect(sum(grouped, quantity)).toBeCloseTo(sum(whole, quantity), 6);
      for (const { grouping } of grouped)
        expect(Object.keys(grouping).filter((name) => grouping[name] !== null)).toEqual(
          expect.arrayContaining(["start", "end", dimension]),
        );
      expect(grouped.length).toBeGreaterThanOrEqual(whole.length);
    },
  );

  it("is empty for a model's id that it doesn't have", async () => {
    expect(
      await results(`usage/breakdown?${june}&model=30089e05-99d1-4376-b32e-c263170674af`),
    ).toEqual([]);
  });

  it("groups by one dimension only", async () => {
    const { status } = await get(`${project}/usage/breakdown?grouping=method&grouping=tags`);
    expect(status).toBe(400);
  });
});
