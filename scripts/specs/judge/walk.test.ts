import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { compareContracts } from "../compare/contracts.js";
import { rate } from "./judge.js";
import { randomPair } from "./testing/random-contract.js";

/** The nightly run sets 2000. */
const pairs = Number(process.env.BILLKIT_WALK_PAIRS ?? 100);
const PER_COMPILED = 20;
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
  `finds no disagreement with the compiler in ${Math.ceil(pairs / PER_COMPILED)} of them`,
  async () => {
    await fc.assert(
      fc.asyncProperty(randomPair, async ([old, now]) => {
        const rules = compareContracts(old, now);
        const { diff, breaks } = await rate(old, now);
        // The rules must never miss code that stops compiling.
        if (breaks.length > 0) expect(rules.level).toBe("major");
        expect(diff.level).toBe(rules.level);
      }),
      { numRuns: Math.ceil(pairs / PER_COMPILED) },
    );
  },
  timeoutMs,
);
