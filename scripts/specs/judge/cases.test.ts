import { expect, it } from "@jest/globals";
import { diffContracts } from "../diff/diff.js";
import { casesOf } from "../diff/testing/cases.js";
import type { JsonObject } from "../../common/json.js";
import { judge } from "./judge.js";
import { inForm } from "./testing/documents.js";

/** Cases of the rules of which no package can be made: there is nothing to compile. */
const noPackage: ReadonlySet<string> = new Set([
  "a recursive schema changes within itself",
  "a keyword that is not understood",
  "a list in the query is sent with commas",
  "a single value's explode is of no meaning",
  "an inlined schema loses its name",
  "a second security scheme",
]);
/** In no contract that sync writes: what nothing leads to is left out. */
const neverWritten = "a type that no operation leads to";

const known = new Map<string, JsonObject>();

/** As sync writes it; the same one for all cases that start from it, which is then compiled once. */
function written(contract: JsonObject): JsonObject {
  const document = inForm(contract);
  const text = JSON.stringify(document);
  const same = known.get(text) ?? document;
  known.set(text, same);
  return same;
}

const cases = ["responses.yaml", "requests.yaml", "service.yaml"].flatMap(casesOf);
const rows = cases.flatMap(({ name, old, now }) => [
  [name, old, now] as const,
  [`${name}, the other way round`, now, old] as const,
]);
const judged = rows.filter(([name]) => !name.startsWith(neverWritten));

it.each(judged)("the compiler agrees with the rules: %s", async (name, from, to) => {
  const [old, now] = [written(from), written(to)];
  const verdict = judge(old, now, diffContracts(old, now));
  if (noPackage.has(name.replace(/, the other way round$/, "")))
    await expect(verdict).rejects.toThrow(/; so the types of this contract cannot be judged$/);
  else expect((await verdict).contradictions).toEqual([]);
});
