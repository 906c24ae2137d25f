import { beforeAll, expect, it, jest } from "@jest/globals";
import { measure, nameOf, type Run, type Scale } from "./measure.js";

/** The generator's JAR runs for each; `npm run scale` measures twenty. */
const COUNT = 4;
jest.setTimeout(180_000);

let scale: Scale;
beforeAll(async () => {
  scale = await measure(COUNT);
});

const all = Array.from({ length: COUNT }, (_, index) => `@billkit/${nameOf(index)}#generate`);

function tasks({ tasks: run }: Run, cache: "HIT" | "MISS"): string[] {
  return run.filter((task) => task.cache === cache).map(({ task }) => task);
}

it("a cold run generates each vendor", () => {
  expect([tasks(scale.cold, "MISS"), tasks(scale.cold, "HIT")]).toEqual([all, []]);
});

it("a changed contract generates its vendor only", () => {
  expect([tasks(scale.changed, "MISS"), tasks(scale.changed, "HIT")]).toEqual([
    all.slice(0, 1),
    all.slice(1),
  ]);
});

it("an unchanged run generates none", () => {
  expect([tasks(scale.unchanged, "MISS"), tasks(scale.unchanged, "HIT")]).toEqual([[], all]);
  expect(scale.unchanged.tasks.map(({ source }) => source)).toEqual(all.map(() => "LOCAL"));
});
