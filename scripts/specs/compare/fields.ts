import type { Comparison, Pair } from "./comparison.js";
import { signatureOf } from "./meaning.js";
import type { Shape } from "./shape.js";
import { each, join, renames } from "./sides.js";
import { inner } from "./words.js";

/** Compares the fields of objects, and whether there may be others. */
export function compareFields(comparison: Comparison, { shapes, trail }: Pair): void {
  const { side } = trail;
  const rows = join(each(shapes, fieldsOf)).sort(([a], [b]) => (a < b ? -1 : 1));
  const renamed = renames(rows, ({ sources }) => signatureOf(sources));
  for (const [name, was, is] of rows) {
    const field = inner(trail, `\`${name}\` ${trail.within}`);
    const subject = comparison.describe(field);
    if (was && is) {
      // A request has no read-only field: one that becomes writable is sent from then on.
      const isNew = side === "request" && was.isReadOnly && !is.isReadOnly;
      const required = [isNew ? undefined : was.required, is.required] as const;
      if (!required[0] !== !required[1]) {
        const now = is.required ? "required" : "optional";
        const before = isNew ? "read-only" : is.required ? "optional" : "required";
        const text = `${subject} was ${before} and is now ${now}`;
        const values = each(required, (place) => place !== undefined);
        const near = [was.at, is.at] as const;
        comparison.add(`${side}-field-${now}`, required, near, text, { values });
      }
      comparison.schemas([was.sources, is.sources], [was.at, is.at], field);
      continue;
    }
    const change = [was?.at, is?.at] as const;
    const isRequired = side === "request" && is?.required !== undefined;
    const rule = is ? (`${side}-field-added` as const) : (`${side}-field-removed` as const);
    const details = { renamed: renamed.get(name) };
    comparison.report(
      isRequired ? "required-request-field-added" : rule,
      change,
      shapes,
      subject,
      details,
    );
  }
  const closed = each(shapes, (shape) => shape.closed);
  if (!closed[0] === !closed[1]) return;
  const change = closed[1] ? "no longer has" : "may now have";
  const text = `${comparison.describe(trail)} ${change} fields that aren't declared`;
  comparison.add(`${side}-${closed[1] ? "map-closed" : "map-opened"}`, closed, shapes, text);
}

/** By name: declared, required or both. */
function fieldsOf({ fields, required, at }: Shape) {
  const names = new Set([...fields.keys(), ...required.keys()]);
  return new Map(
    [...names].map((name) => {
      const [sources, stated] = [fields.get(name) ?? [], required.get(name)];
      const isReadOnly = sources.some(({ object }) => object.readOnly === true);
      const field = { sources, at: sources[0] ?? stated ?? at, required: stated, isReadOnly };
      return [name, field] as const;
    }),
  );
}
