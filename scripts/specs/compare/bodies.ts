import type { RuleId } from "../rate/rules.js";
import type { Comparison } from "./comparison.js";
import { compareFacts, type Facets, flag, PROSE_FACETS } from "./facts.js";
import { signatureOf } from "./meaning.js";
import type { OperationPair } from "./operation.js";
import type { Place } from "./place.js";
import { each, join, type Row, type Sides } from "./sides.js";
import { type Trail, trailOf } from "./words.js";

const JSON_TYPE = /^application\/(?:[^;]*\+)?json(?:;|$)/;
const BODY: Facets = {
  ...PROSE_FACETS,
  required: flag("required", "body-required", "body-optional"),
  content: null,
};
const RESPONSE: Facets = {
  ...PROSE_FACETS,
  headers: { rule: "response-header-changed", wording: "plain" },
  links: { rule: "response-header-changed", wording: "plain" },
  content: null,
};
const MEDIA: Facets = { schema: null, example: null, examples: null };

/** Compares request bodies. */
export function compareBody(comparison: Comparison, { id, at }: OperationPair): void {
  const [was, is] = each(at, (place) => place.get("requestBody")?.resolve());
  const subject = `the body of ${id}`;
  if (was && is) {
    compareFacts(comparison, [was, is], BODY, () => subject);
    const rows = join(each([was, is], (body) => body.members("content")));
    const rule = (_: string, isAdded: boolean): RuleId =>
      isAdded ? "request-media-type-added" : "request-media-type-removed";
    compareContent(comparison, [was, is], rows, rule, subject, trailOf("request", subject));
  } else if (was ?? is) {
    const isRequired = is?.object.required === true;
    const rule = was ? "body-removed" : isRequired ? "required-body-added" : "body-added";
    comparison.report(rule, [was, is], at, subject);
  }
}

/** Compares responses, successes first: users know a schema by its result. */
export function compareResponses(comparison: Comparison, { id, at }: OperationPair): void {
  const near = each(at, (place) => place.near("responses"));
  const rows = join(
    each(at, (place) => {
      const responses = [...place.members("responses").values()];
      return new Map(responses.map((response) => [response.key, response.resolve()]));
    }),
  );
  const successes = rows.filter(([status]) => isSuccess(status));
  const gone = successes.filter(([, , is]) => !is);
  const added = successes.filter(([, was]) => !was);
  for (const [index, [now, , is]] of added.slice(0, gone.length).entries()) {
    const [old, was] = gone[index] ?? [];
    const other = was && is && resultOf(was) === resultOf(is) ? "" : ", with another body";
    const text = `${id} now answers ${now} instead of ${old}${other}`;
    const values = [old, now] as const;
    comparison.add("success-status-replaced", [was, is], near, text, { values });
  }
  const replaced = new Set([...gone.slice(0, added.length), ...added.slice(0, gone.length)]);
  const known = successes.flatMap(([, was]) => (was ? [resultOf(was)] : []));
  for (const row of new Set([...successes, ...rows])) {
    const [status, was, is] = row;
    if (was && is) compareResponse(comparison, id, status, [was, is]);
    else if (!replaced.has(row)) {
      const rule = statusRule(status, is !== undefined, !is || known.includes(resultOf(is)));
      const values = [was && status, is && status] as const;
      const text = `${id} ${is ? "can now answer" : "no longer answers"} ${status}`;
      comparison.add(rule, [was, is], near, text, { values });
    }
  }
}

function isSuccess(status: string): boolean {
  return status.startsWith("2");
}

function statusRule(status: string, isAdded: boolean, isKnown: boolean): RuleId {
  if (!isSuccess(status)) return isAdded ? "error-status-added" : "error-status-removed";
  if (!isAdded) return "success-status-removed";
  return isKnown ? "success-status-added" : "result-widened";
}

/** The meaning of a response's JSON, to tell whether two results are of one type. */
function resultOf(response: Place): string {
  return signatureOf(contentOf(response).get("JSON")?.optional("schema") ?? []);
}

function compareResponse(
  comparison: Comparison,
  id: string,
  status: string,
  at: Sides<Place>,
): void {
  const subject = `the response ${status} of ${id}`;
  compareFacts(comparison, at, RESPONSE, () => subject);
  const rule = (key: string, isAdded: boolean): RuleId => {
    if (!isSuccess(status)) return "error-media-type-changed";
    const change = isAdded ? "added" : "removed";
    return key === "JSON" ? `result-${change}` : `success-media-type-${change}`;
  };
  const trail = isSuccess(status)
    ? trailOf("response", `the result of ${id}`, `of ${id}`)
    : trailOf("response", `the errors of ${id}`);
  compareContent(comparison, at, join(each(at, contentOf)), rule, subject, trail);
}

/** By media type, with `JSON` for the one of the result. */
function contentOf(response: Place): Map<string, Place> {
  const content = [...response.members("content").values()];
  const json = content.find(({ key }) => JSON_TYPE.test(key));
  return new Map(content.map((media) => [media === json ? "JSON" : media.key, media]));
}

function compareContent(
  comparison: Comparison,
  at: Sides<Place>,
  rows: readonly Row<Place>[],
  ruleOf: (key: string, isAdded: boolean) => RuleId,
  subject: string,
  trail: Trail,
): void {
  const near = each(at, (place) => place.near("content"));
  for (const [key, was, is] of rows) {
    const values = [was?.key, is?.key] as const;
    if (!was || !is) {
      const text = `${subject} can ${is ? "now" : "no longer"} be ${(was ?? is)?.key}`;
      comparison.add(ruleOf(key, is !== undefined), [was, is], near, text, { values });
      continue;
    }
    const media = [was, is] as const;
    if (was.key !== is.key)
      comparison.report("media-type-respelled", media, near, subject, { values });
    compareFacts(comparison, media, MEDIA, () => `${subject} as ${is.key}`);
    comparison.schemas(
      each(media, (place) => place.optional("schema")),
      media,
      trail,
    );
  }
}
