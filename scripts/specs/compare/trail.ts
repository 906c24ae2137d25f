/** Whether a schema is sent or returned: different changes break each. */
export type Direction = "request" | "response";

export type Step =
  { readonly kind: "field" | "form"; readonly name: string } | { readonly kind: "item" | "value" };

/** The way from an operation to a part of one of its schemas, as users know it. */
export interface Trail {
  readonly side: Direction;
  readonly root:
    | { readonly kind: "result" | "errors" | "body"; readonly operation: string }
    | { readonly kind: "parameter"; readonly operation: string; readonly name: string }
    | { readonly kind: "type"; readonly name: string };
  readonly steps: readonly Step[];
  /** The innermost named schema on the way. */
  readonly named: string | undefined;
}

export function trailOf(side: Direction, root: Trail["root"]): Trail {
  return { side, root, steps: [], named: undefined };
}

export function step(trail: Trail, next: Step): Trail {
  return { ...trail, steps: [...trail.steps, next] };
}

/**
 * "`dollars` in each of `results` of getBillingBreakdown".
 * @param others how many other methods share it
 */
export function trailWords({ root, steps }: Trail, others: number): string {
  const more = others > 0 ? ` (and ${others} other method${others > 1 ? "s" : ""})` : "";
  const parameter: Step[] = root.kind === "parameter" ? [{ kind: "field", name: root.name }] : [];
  return `${innerWords([...parameter, ...steps], rootWords(root))}${more}`;
}

/** The root by itself, and as what something is part of. */
function rootWords(root: Trail["root"]): readonly [string, string] {
  if (root.kind === "type") return [`the type ${root.name}`, `of the type ${root.name}`];
  const { kind, operation } = root;
  if (kind === "parameter") return [operation, `of ${operation}`];
  const whole = `the ${kind} of ${operation}`;
  return [whole, kind === "result" ? `of ${operation}` : `in ${whole}`];
}

function innerWords(steps: readonly Step[], root: readonly [string, string]): string {
  const last = steps.at(-1);
  if (!last) return root[0];
  const outer = steps.slice(0, -1);
  const within = innerWords(outer, root);
  if (last.kind === "field") return `\`${last.name}\` ${outer.length ? `in ${within}` : root[1]}`;
  if (last.kind === "form") return `the form ${last.name} of ${within}`;
  return `each ${last.kind === "item" ? "of" : "value of"} ${within}`;
}
