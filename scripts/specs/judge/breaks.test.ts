import { describe, expect, it } from "@jest/globals";
import type { JsonObject } from "../../common/json.js";
import { diffContracts } from "../diff/diff.js";
import { typeBreaks } from "./breaks.js";
import { judge } from "./judge.js";
import { rows as awkward } from "./testing/awkward.js";
import { rows as deepgram } from "./testing/deepgram.js";
import { type DocumentName, documents } from "./testing/documents.js";
import { rows as genesysCloud } from "./testing/genesys-cloud.js";
import { mutated } from "./testing/mutate.js";

/** The places that break; rating and compiler must not contradict each other there. */
async function seen(old: JsonObject, now: JsonObject): Promise<string[]> {
  const { breaks, contradictions } = await judge(old, now, diffContracts(old, now));
  expect(contradictions).toEqual([]);
  return breaks.map(({ touch }) => `${touch.kind}: ${touch.place}`).sort();
}

describe.each([
  ["deepgram", deepgram],
  ["genesys-cloud", genesysCloud],
  ["awkward", awkward],
] as const)("the compiler on %s", (name: DocumentName, rows) => {
  const document = documents[name];

  it("sees nothing where nothing has changed", async () => {
    expect(await seen(document, structuredClone(document))).toEqual([]);
  });

  it.each(rows)("sees both ways that %s", async (_, mutation, forwards, backwards) => {
    const changed = mutated(document, mutation);
    expect(changed).not.toEqual(document);
    expect(await seen(document, changed)).toEqual(forwards);
    expect(await seen(changed, document)).toEqual(backwards);
  });
});

it("says in the compiler's words what is wrong", async () => {
  const changed = structuredClone(documents.deepgram);
  const text = JSON.stringify(changed).replace('"operationId":"getBalance"', '"operationId":"get"');
  const breaks = await typeBreaks(documents.deepgram, JSON.parse(text) as JsonObject);
  expect(breaks.map(({ message }) => message)).toEqual([
    "Property 'getBalance' does not exist on type 'BillingApi'.",
  ]);
});
