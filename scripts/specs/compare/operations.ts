import { textsAt } from "../../common/json.js";
import { compareBody } from "./body.js";
import type { Context } from "./context.js";
import { compareProse, compareUnread } from "./notes.js";
import { bareAddress, type OperationPair, readOperations } from "./operation.js";
import { compareParameters } from "./parameters.js";
import { compareRequirements } from "./requirements.js";
import { compareResponses } from "./responses.js";
import { groupBy, renamedTo } from "./words.js";

const READ = new Set([
  ...["operationId", "tags", "summary", "description", "externalDocs", "deprecated"],
  ...["parameters", "requestBody", "responses", "security", "servers"],
  ...["x-billkit-permissions", "x-billkit-reference", "x-billkit-pages", "x-billkit-report"],
]);

/** Compares operations by their ids, which are the names of methods. */
export function compareOperations(context: Context): void {
  const [before, after] = [context.old, context.now].map(readOperations);
  if (!before || !after) return;
  const near = { old: context.old.near("paths"), now: context.now.near("paths") };
  const newIds = new Map(after.map((each) => [each.id, each]));
  const oldIds = new Map(before.map((each) => [each.id, each]));
  const byAddress = groupBy(after, bareAddress);
  for (const id of [...new Set([...oldIds.keys(), ...newIds.keys()])].sort()) {
    const [old, now] = [oldIds.get(id), newIds.get(id)];
    if (old && now) {
      compareOperation(context, { id, old, now, at: { old: old.place, now: now.place } });
    } else if (old) {
      const renamed = byAddress.get(bareAddress(old))?.[0]?.id;
      const text = `${id} is gone${renamedTo(renamed)}`;
      context.report.add("operation-removed", { ...near, old: old.place }, [old.address], text);
    } else if (now) {
      const at = { ...near, now: now.place };
      context.report.add("operation-added", at, [undefined, now.address], `${id} is new`);
    }
  }
}

function compareOperation(context: Context, pair: OperationPair): void {
  const { id, old, now, at } = pair;
  const { report } = context;
  if (bareAddress(old) !== bareAddress(now))
    report.add(
      "operation-moved",
      at,
      [old.address, now.address],
      `${id} was \`${old.address}\` and is now \`${now.address}\``,
    );
  compareProse(report, at, id);
  compareTags(context, pair);
  const [was, is] = [at.old.get("deprecated"), at.now.get("deprecated")];
  const isOn = is?.value === true;
  if ((was?.value === true) !== isOn) {
    const rule = isOn ? "operation-deprecated" : "operation-reinstated";
    report.part(rule, was, is, at, `${id} is ${isOn ? "now" : "no longer"} deprecated`);
  }
  compareParameters(context, pair);
  compareBody(context, pair);
  compareResponses(context, pair);
  compareRequirements(context, pair);
  for (const trait of ["pages", "report"] as const) {
    const [old, now] = [at.old, at.now].map((place) => place.get(`x-billkit-${trait}`));
    const rule = `${trait}-${old ? (now ? "changed" : "removed") : "added"}` as const;
    report.member(rule, at, `x-billkit-${trait}`, `${trait} of ${id}`);
  }
  compareUnread(report, at, READ, id);
}

function compareTags({ report }: Context, { id, at }: OperationPair): void {
  const [was, is] = [textsAt(at.old.object, "tags"), textsAt(at.now.object, "tags")];
  if (was.join() === is.join()) return;
  const isMoved = [...was].sort().join() !== [...is].sort().join();
  report.add(
    isMoved ? "operation-tag-changed" : "order-changed",
    { old: at.old.near("tags"), now: at.now.near("tags") },
    [was, is],
    isMoved
      ? `${id} was tagged ${was.join(", ")} and is now tagged ${is.join(", ")}`
      : `the tags of ${id} come in another order`,
  );
}
