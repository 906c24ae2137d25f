import { textsAt } from "../../common/json.js";
import { compareAnswers } from "./answers.js";
import { compareBody } from "./body.js";
import type { Comparison } from "./compare.js";
import { compareProse } from "./notes.js";
import { bareAddress, type Operation, readOperations } from "./operation.js";
import { compareParameters } from "./parameters.js";
import { compareRequirements } from "./requirements.js";
import { sayRenamed } from "./say.js";
import { compareUnread } from "./unread.js";

const READ = new Set(
  [
    "operationId",
    "tags",
    "summary",
    "description",
    "externalDocs",
    "deprecated",
    "parameters",
  ].concat(
    ["requestBody", "responses", "security", "servers"],
    ["x-billkit-permissions", "x-billkit-reference"],
  ),
);

/** Two operations of one id. */
export interface OperationPair {
  readonly id: string;
  readonly old: Operation;
  readonly new: Operation;
}

/** Compares operations by their ids, which are the names of methods. */
export function compareOperations(comparison: Comparison): void {
  const [before, after] = [comparison.old, comparison.now].map(
    (contract) => new Map(readOperations(contract).map((each) => [each.id, each])),
  );
  if (!before || !after) return;
  for (const id of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(id), after.get(id)];
    if (old && now) compareOperation(comparison, { id, old, new: now });
    else if (old) reportRemoved(comparison, old, after);
    else if (now) {
      comparison.report.add({
        rule: "operation-added",
        at: { old: comparison.old.near("paths"), new: now.place },
        new: now.address,
        text: `${id} is new`,
      });
    }
  }
}

function reportRemoved(
  comparison: Comparison,
  old: Operation,
  after: ReadonlyMap<string, Operation>,
): void {
  const same = [...after.values()].find((other) => bareAddress(other) === bareAddress(old));
  comparison.report.add({
    rule: "operation-removed",
    at: { old: old.place, new: comparison.now.near("paths") },
    old: old.address,
    text: `${old.id} is gone${sayRenamed(same?.id)}`,
  });
}

function compareOperation(comparison: Comparison, pair: OperationPair): void {
  const { id, old, new: now } = pair;
  const at = { old: old.place, new: now.place };
  const { report } = comparison;
  if (bareAddress(old) !== bareAddress(now))
    report.add({
      rule: "operation-moved",
      at,
      old: old.address,
      new: now.address,
      text: `${id} was \`${old.address}\` and is now \`${now.address}\``,
    });
  compareProse(report, [old.place], [now.place], at, id);
  compareTags(comparison, pair);
  const [was, is] = [old.place.get("deprecated"), now.place.get("deprecated")];
  if ((was?.value === true) !== (is?.value === true))
    report.add({
      rule: is?.value === true ? "operation-deprecated" : "operation-reinstated",
      at: { old: was ?? old.place, new: is ?? now.place },
      old: was?.value,
      new: is?.value,
      text: `${id} is ${is?.value === true ? "now" : "no longer"} deprecated`,
    });
  compareParameters(comparison, pair);
  compareBody(comparison, pair);
  compareAnswers(comparison, pair);
  compareRequirements(comparison, pair);
  compareUnread(report, at, READ, id);
}

function compareTags(comparison: Comparison, { id, old, new: now }: OperationPair): void {
  const [was, is] = [old, now].map(({ place }) => textsAt(place.object, "tags"));
  if (!was || !is || was.join() === is.join()) return;
  const moved = [...was].sort().join() !== [...is].sort().join();
  comparison.report.add({
    rule: moved ? "operation-tag-changed" : "order-changed",
    at: { old: old.place.near("tags"), new: now.place.near("tags") },
    old: was,
    new: is,
    text: moved
      ? `${id} was tagged ${was.join(", ")} and is now tagged ${is.join(", ")}`
      : `the tags of ${id} come in another order`,
  });
}
