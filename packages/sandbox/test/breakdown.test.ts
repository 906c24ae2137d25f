import { afterAll, beforeAll, expect, it } from "@jest/globals";
import fc from "fast-check";
import { dig } from "../src/engine/json.js";
import type { Sandbox } from "../src/index.js";
import { asDeepgram, startFixed, type Send } from "./support/client.js";

const dimensions = ["accessor", "deployment", "line_item", "tags"];

let sandbox: Sandbox;
let get: Send;
let address: string;

beforeAll(async () => {
  sandbox = await startFixed();
  get = asDeepgram(sandbox);
  address = `/v1/projects/${sandbox.deepgram.projectId}/billing`;
});
afterAll(() => sandbox.close());

/** In units of 10⁻⁸ dollars, so that sums are exact. */
async function total(query: URLSearchParams): Promise<bigint> {
  const { json } = await get(`${address}/breakdown?${query.toString()}`);
  const results = dig(json, "results") as { dollars: number }[];
  return results.reduce((sum, { dollars }) => sum + exact(dollars), 0n);
}

function exact(dollars: number): bigint {
  const [whole = "", decimals = ""] = dollars.toFixed(8).split(".");
  expect(Number(`${whole}.${decimals}`)).toBe(dollars);
  return BigInt(whole + decimals);
}

const period = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }))
  .map(([from, days]) => {
    const date = (day: number) => new Date(Date.UTC(2026, 4, 15 + day)).toISOString().slice(0, 10);
    return { start: date(from), end: date(from + days) };
  });

it("has groups that add up exactly to the total, with any grouping and filter", async () => {
  const { json } = await get(`${address}/fields`);
  const names = (field: string) => dig(json, field) as string[];
  const filter = fc.record(
    {
      accessor: fc.constantFrom(...names("accessors")),
      tag: fc.constantFrom(...names("tags")),
      line_item: fc.constantFrom(...Object.keys(dig(json, "line_items") as object)),
      deployment: fc.constantFrom("hosted", "beta", "self-hosted"),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(
      period,
      filter,
      fc.subarray(dimensions, { minLength: 1 }),
      async (dates, chosen, grouping) => {
        const plain = new URLSearchParams({ ...dates, ...chosen });
        const grouped = new URLSearchParams(plain);
        for (const dimension of grouping) grouped.append("grouping", dimension);
        expect(await total(grouped)).toBe(await total(plain));
      },
    ),
    { numRuns: 60, seed: 1 },
  );
});

it.each([
  ["accessor", "accessors"],
  ["line_item", "line_items"],
])("still adds up to the total when filtered by each %s", async (name, field) => {
  const dates = { start: "2026-05-01", end: "2026-06-19" };
  const { json } = await get(`${address}/fields?${new URLSearchParams(dates).toString()}`);
  const listed = dig(json, field) as string[] | Record<string, string>;
  const values = Array.isArray(listed) ? listed : Object.keys(listed);
  const parts = await Promise.all(
    values.map((value) => total(new URLSearchParams({ ...dates, [name]: value }))),
  );
  const whole = await total(new URLSearchParams(dates));
  expect(whole).toBeGreaterThan(0n);
  expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(whole);
});

it("adds up over adjacent periods", async () => {
  const of = (start: string, end: string) => total(new URLSearchParams({ start, end }));
  const parts = (await of("2026-05-01", "2026-05-20")) + (await of("2026-05-21", "2026-05-31"));
  expect(parts).toBe(await of("2026-05-01", "2026-05-31"));
});
