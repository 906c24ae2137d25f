import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { compareContracts } from "../compare/contracts.js";
import { rate } from "./judge.js";
import { randomPair } from "./testing/random-contract.js";

/** The nightly run sets 2000, and compiles all of them. */
const nightly = process.env.BILLKIT_WALK_PAIRS;
const pairs = Number(nightly ?? 100);
const compiled = nightly === undefined ? 5 : pairs;
const timeoutMs = 60_000 + pairs * 2_000;

it(
  `rates ${pairs} random pairs of contracts by the rules`,
  () => {
    fc.assert(
      fc.property(randomPair, ([old, now]) => {
        const { level, changes } = compareContracts(old, now);
        expect(level).toBe(changes[0]?.level ?? "none");
        expect(compareContracts(old, structuredClone(old)).level).toBe("none");
      }),
      { numRuns: pairs },
    );
  },
  timeoutMs,
);

it(
  `finds no disagreement with the compiler in ${compiled} of them`,
  async () => {
    await fc.assert(
      fc.asyncProperty(randomPair, async ([old, now]) => {
        const rules = compareContracts(old, now);
        const { diff, breaks } = await rate(old, now);
        // The rules must never miss code that stops compiling.
        if (breaks.length > 0) expect(rules.level).toBe("major");
        expect(diff.level).toBe(rules.level);
      }),
      { numRuns: compiled },
    );
  },
  timeoutMs,
);
