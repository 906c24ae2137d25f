import type { Comparison } from "./compare.js";
import type { Place } from "./place.js";
import { signatureOf } from "./signature.js";
import { compareUnread } from "./unread.js";

const JSON_TYPE = /^application\/(?:[^;]*\+)?json(?:;|$)/;
const READ = new Set(["schema", "example", "examples"]);

/** One status of one operation, before and after. */
interface AnswerPair {
  readonly id: string;
  readonly status: string;
  readonly success: boolean;
  readonly old: Place;
  readonly new: Place;
}

/** What an answer's JSON means, to tell whether two results are of one type. */
export function resultOf(answer: Place): string {
  const schema = jsonOf(answer)?.[1].get("schema");
  return schema ? signatureOf([schema]) : "nothing";
}

/** Compares the bodies of an answer. Its JSON is the result; other media types are only declared. */
export function compareContent(comparison: Comparison, pair: AnswerPair): void {
  const { report } = comparison;
  const { id, status, success, old, new: now } = pair;
  const [was, is] = [jsonOf(old), jsonOf(now)];
  const subject = `the answer ${status} of ${id}`;
  const near = { old: old.near("content"), new: now.near("content") };
  if (was && is) compareJson(comparison, pair, was, is);
  else if (success && (was || is)) {
    report.add({
      rule: was ? "result-removed" : "result-added",
      at: { old: was?.[1] ?? near.old, new: is?.[1] ?? near.new },
      old: was?.[0],
      new: is?.[0],
      text: `${subject} ${was ? "no longer" : "now"} has a JSON body`,
    });
  }
  const others = [old, now].map((answer) => {
    const json = jsonOf(answer)?.[0];
    const entries = [...answer.members("content")];
    return new Map(entries.filter(([type]) => (success ? type !== json : true)));
  });
  const [before, after] = others;
  for (const type of new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])) {
    const [from, to] = [before?.get(type), after?.get(type)];
    if (from && to) {
      if (!JSON_TYPE.test(type)) compareSchema(comparison, pair, from, to);
      continue;
    }
    if (!success && JSON_TYPE.test(type) && was && is) continue;
    report.add({
      rule: success
        ? from
          ? "success-media-type-removed"
          : "success-media-type-added"
        : "error-media-type-changed",
      at: { old: from ?? near.old, new: to ?? near.new },
      old: from ? type : undefined,
      new: to ? type : undefined,
      text: `${subject} can ${from ? "no longer" : "now"} be ${type}`,
    });
  }
}

function compareJson(
  comparison: Comparison,
  pair: AnswerPair,
  was: readonly [string, Place],
  is: readonly [string, Place],
): void {
  if (was[0] !== is[0])
    comparison.report.add({
      rule: "media-type-respelled",
      at: { old: was[1], new: is[1] },
      old: was[0],
      new: is[0],
      text: `the answer ${pair.status} of ${pair.id} was ${was[0]} and is now ${is[0]}`,
    });
  compareSchema(comparison, pair, was[1], is[1]);
}

function compareSchema(
  comparison: Comparison,
  { id, status, success }: AnswerPair,
  old: Place,
  now: Place,
): void {
  const at = { old, new: now };
  compareUnread(comparison.report, at, READ, `the answer ${status} of ${id}`);
  comparison.schemas([old.get("schema") ?? old.here({})], [now.get("schema") ?? now.here({})], {
    side: "response",
    root: { kind: success ? "result" : "errors", operation: id },
    steps: [],
    named: undefined,
  });
}

function jsonOf(answer: Place): [string, Place] | undefined {
  return [...answer.members("content")].find(([type]) => JSON_TYPE.test(type));
}
