import type { Comparison } from "./compare.js";
import { compareContent, resultOf } from "./content.js";
import { compareProse } from "./notes.js";
import type { OperationPair } from "./operations.js";
import type { Place } from "./place.js";
import type { RuleId } from "./rules.js";
import { compareUnread } from "./unread.js";

const READ = new Set(["description", "content", "headers", "links"]);

/** Compares what operations answer, successes first: users know a schema by its result. */
export function compareAnswers(comparison: Comparison, pair: OperationPair): void {
  const [before, after] = [pair.old, pair.new].map(({ place }) => place.members("responses"));
  if (!before || !after) return;
  const statuses = [...new Set([...before.keys(), ...after.keys()])].sort();
  const success = statuses.filter(isSuccess);
  for (const status of [...success, ...statuses.filter((each) => !isSuccess(each))]) {
    const [was, is] = [before.get(status)?.resolve(), after.get(status)?.resolve()];
    if (was && is) compareAnswer(comparison, pair.id, status, was, is);
    else reportStatus(comparison, pair, status, { was, is, before });
  }
}

function isSuccess(status: string): boolean {
  return status.startsWith("2");
}

function compareAnswer(
  comparison: Comparison,
  id: string,
  status: string,
  old: Place,
  now: Place,
): void {
  const at = { old, new: now };
  const subject = `the answer ${status} of ${id}`;
  compareProse(comparison.report, [old], [now], at, subject);
  compareUnread(comparison.report, at, READ, subject);
  for (const key of ["headers", "links"]) {
    const [was, is] = [old.get(key), now.get(key)];
    if (JSON.stringify(was?.value) === JSON.stringify(is?.value)) continue;
    comparison.report.add({
      rule: "response-header-changed",
      at: { old: was ?? old, new: is ?? now },
      old: was?.value,
      new: is?.value,
      text: `the ${key} of ${subject} are others`,
    });
  }
  compareContent(comparison, { id, status, success: isSuccess(status), old, new: now });
}

function reportStatus(
  comparison: Comparison,
  { id, old, new: now }: OperationPair,
  status: string,
  {
    was,
    is,
    before,
  }: { was?: Place | undefined; is?: Place | undefined; before: Map<string, Place> },
): void {
  const results = [...before]
    .filter(([other]) => isSuccess(other))
    .map(([, answer]) => resultOf(answer.resolve()));
  comparison.report.add({
    rule: statusRule(status, is !== undefined, !is || results.includes(resultOf(is))),
    at: {
      old: was ?? old.place.near("responses"),
      new: is ?? now.place.near("responses"),
    },
    old: was ? status : undefined,
    new: is ? status : undefined,
    text: `${id} ${is ? "can now" : "no longer"} answer${is ? "" : "s"} ${status}`,
  });
}

function statusRule(status: string, added: boolean, known: boolean): RuleId {
  if (!isSuccess(status)) return added ? "error-status-added" : "error-status-removed";
  if (!added) return "success-status-removed";
  return known ? "success-status-added" : "result-widened";
}
