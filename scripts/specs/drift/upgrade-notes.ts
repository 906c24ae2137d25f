import { type Json, isObject, sameJson } from "../../common/json.js";
import type { Change } from "../rate/level.js";
import { escapeText, code } from "./markdown.js";

/** A note for each field that was removed or renamed: what it was, and what to use instead. */
export function upgradeNotes(changes: readonly Change[]): string[] {
  const removed = changes.filter(({ rule }) => rule.endsWith("field-removed"));
  const added = changes.filter(({ rule }) => rule.endsWith("field-added"));
  return removed.map((change) => {
    const successors = added.filter(
      (other) =>
        parentOf(other.location.new) === parentOf(change.location.new) &&
        sameJson(factsOf(other.new), factsOf(change.old)),
    );
    const [successor] = successors;
    const advice =
      successor && successors.length === 1
        ? `Probably renamed: use ${code(nameOf(successor.location.new))} instead of ${code(nameOf(change.location.old))}.`
        : `Remove uses of ${code(nameOf(change.location.old))}.`;
    return `${escapeText(change.message)}. ${advice}`;
  });
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

function nameOf(pointer: string): string {
  const last = pointer.slice(pointer.lastIndexOf("/") + 1);
  return last.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** A schema without its texts. */
function factsOf(schema: Json): Json {
  if (!isObject(schema)) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "description"));
}
