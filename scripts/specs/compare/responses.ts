import type { RuleId } from "../rate/rules.js";
import type { Context } from "./context.js";
import { compareProse, compareUnread } from "./notes.js";
import type { OperationPair } from "./operation.js";
import type { Place, Sides } from "./place.js";
import { samePlace } from "./report.js";
import { signatureOf } from "./signature.js";
import { trailOf } from "./trail.js";

const JSON_TYPE = /^application\/(?:[^;]*\+)?json(?:;|$)/;
const READ = new Set(["description", "content", "headers", "links"]);
const MEDIA_READ = new Set(["schema", "example", "examples"]);

/** One status of one operation, before and after. */
interface ResponsePair extends Sides<Place> {
  readonly operation: string;
  readonly isSuccess: boolean;
  /** "the response 200 of listPurchases". */
  readonly subject: string;
}

/** Compares responses, successes first: users know a schema by its result. */
export function compareResponses(context: Context, pair: OperationPair): void {
  const [before, after] = [pair.old, pair.now].map(
    ({ place }) => new Map([...place.members("responses")].map(([key, at]) => [key, at.resolve()])),
  );
  if (!before || !after) return;
  const statuses = [...new Set([...before.keys(), ...after.keys()])].sort();
  const replaced = replacedBy(before, after, statuses);
  for (const [old, now] of replaced) {
    const [was, is] = [before.get(old), after.get(now)];
    const isSame = was && is && resultOf(was) === resultOf(is);
    context.report.add(
      "success-status-replaced",
      { old: was ?? pair.at.old, now: is ?? pair.at.now },
      [old, now],
      `${pair.id} now answers ${now} instead of ${old}${isSame ? "" : ", with another body"}`,
    );
  }
  const known = new Set([...replaced].flat());
  for (const status of [
    ...statuses.filter(isSuccess),
    ...statuses.filter((one) => !isSuccess(one)),
  ]) {
    if (known.has(status)) continue;
    const [was, is] = [before.get(status), after.get(status)];
    if (was && is) compareResponse(context, pair.id, status, { old: was, now: is });
    else {
      const results = [...before].flatMap(([each, at]) => (isSuccess(each) ? [resultOf(at)] : []));
      const near = { old: pair.old.place.near("responses"), now: pair.now.place.near("responses") };
      context.report.add(
        statusRule(status, is !== undefined, !is || results.includes(resultOf(is))),
        { old: was ?? near.old, now: is ?? near.now },
        [was && status, is && status],
        `${pair.id} ${is ? "can now answer" : "no longer answers"} ${status}`,
      );
    }
  }
}

function isSuccess(status: string): boolean {
  return status.startsWith("2");
}

/** Success statuses that took the place of others, in their order: old → new. */
function replacedBy(
  before: ReadonlyMap<string, Place>,
  after: ReadonlyMap<string, Place>,
  statuses: readonly string[],
): Map<string, string> {
  const gone = statuses.filter((status) => isSuccess(status) && !after.has(status));
  const added = statuses.filter((status) => isSuccess(status) && !before.has(status));
  return new Map(
    gone.flatMap((status, index) => (added[index] === undefined ? [] : [[status, added[index]]])),
  );
}

function statusRule(status: string, isAdded: boolean, isKnown: boolean): RuleId {
  if (!isSuccess(status)) return isAdded ? "error-status-added" : "error-status-removed";
  if (!isAdded) return "success-status-removed";
  return isKnown ? "success-status-added" : "result-widened";
}

function compareResponse(
  context: Context,
  operation: string,
  status: string,
  at: Sides<Place>,
): void {
  const { report } = context;
  const subject = `the response ${status} of ${operation}`;
  compareProse(report, at, subject);
  compareUnread(report, at, READ, subject);
  for (const key of ["headers", "links"]) {
    const [was, is] = [at.old.get(key), at.now.get(key)];
    if (samePlace(was, is)) continue;
    report.part("response-header-changed", was, is, at, `the ${key} of ${subject} have changed`);
  }
  compareContent(context, { ...at, operation, isSuccess: isSuccess(status), subject });
}

/** Compares the bodies of a response. Its JSON is the result; other media types are only declared. */
function compareContent(context: Context, pair: ResponsePair): void {
  const { report } = context;
  const { isSuccess, subject, old, now } = pair;
  const [was, is] = [jsonOf(old), jsonOf(now)];
  const near = { old: old.near("content"), now: now.near("content") };
  const typed = (rule: RuleId, from: Media | undefined, to: Media | undefined, text: string) => {
    const at = { old: from?.[1] ?? near.old, now: to?.[1] ?? near.now };
    report.add(rule, at, [from?.[0], to?.[0]], `${subject} ${text}`);
  };
  if (was && is) {
    if (was[0] !== is[0])
      typed("media-type-respelled", was, is, `was ${was[0]} and is now ${is[0]}`);
    compareSchema(context, pair, was[1], is[1]);
  } else if (isSuccess && (was || is))
    typed(
      was ? "result-removed" : "result-added",
      was,
      is,
      `${was ? "no longer" : "now"} has a JSON body`,
    );
  const [before, after] = [old.members("content"), now.members("content")];
  if (isSuccess && was) before.delete(was[0]);
  if (isSuccess && is) after.delete(is[0]);
  for (const type of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(type), after.get(type)];
    const isJson = JSON_TYPE.test(type);
    if (from && to) {
      if (!isJson) compareSchema(context, pair, from, to);
    } else if (isSuccess || !isJson || !was || !is) {
      const change = from ? "removed" : "added";
      typed(
        isSuccess ? `success-media-type-${change}` : "error-media-type-changed",
        from && [type, from],
        to && [type, to],
        `can ${from ? "no longer" : "now"} be ${type}`,
      );
    }
  }
}

function compareSchema(
  context: Context,
  { operation, isSuccess, subject }: ResponsePair,
  old: Place,
  now: Place,
): void {
  compareUnread(context.report, { old, now }, MEDIA_READ, subject);
  const root = { kind: isSuccess ? "result" : "errors", operation } as const;
  context.schemas(
    [old.get("schema") ?? old.here({})],
    [now.get("schema") ?? now.here({})],
    trailOf("response", root),
  );
}

type Media = readonly [string, Place];

function jsonOf(response: Place): Media | undefined {
  return [...response.members("content")].find(([type]) => JSON_TYPE.test(type));
}

/** The meaning of a response's JSON, to tell whether two results are of one type. */
function resultOf(response: Place): string {
  const schema = jsonOf(response)?.[1].get("schema");
  return schema ? signatureOf([schema]) : "nothing";
}
