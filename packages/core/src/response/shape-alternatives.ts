import { checkShape, type Mismatch, type Shape, type ShapeCheck } from "./shape.js";

// Checks that only some services need. Generated code imports them, so that other bundles don't contain
// them.

/**
 * From this depth on, results of alternatives are kept; otherwise each level could double the work.
 */
const memoDepth = 12;

/** A schema that contains itself. */
export const recursive =
  (shape: () => Shape): ShapeCheck =>
  (value, depth, run) =>
    checkShape(shape(), value, depth, run);

/**
 * A value that matches at least one of the shapes. Of the alternatives' mismatches, reports the one
 * furthest inside: that alternative was intended.
 */
export function anyOf(shapes: readonly Shape[]): ShapeCheck {
  const closest: ShapeCheck = (value, depth, run) => {
    let found: Mismatch | undefined;
    for (const shape of shapes) {
      const other = checkShape(shape, value, depth, run);
      if (!other) return undefined;
      if (!found || reach(other) > reach(found)) found = other;
      else if (!other.pointer && !found.pointer) {
        found = { ...found, declared: `${found.declared} or ${other.declared}` };
      }
    }
    return found;
  };
  return (value, depth, run) => {
    if (depth < memoDepth || Object(value) !== value) return closest(value, depth, run);
    const memo = (run.memo ??= new Map<ShapeCheck, Map<unknown, Mismatch | undefined>>());
    const known = memo.get(closest) ?? new Map<unknown, Mismatch | undefined>();
    memo.set(closest, known);
    if (!known.has(value)) known.set(value, closest(value, depth, run));
    return known.get(value);
  };
}

/**
 * How far a check got. A wrong field identifies the intended alternative better than a missing one.
 */
const reach = ({ pointer, is }: Mismatch): number =>
  2 * pointer.split("/").length - Number(is === "missing");
