/** Whether a schema is sent or comes back: what breaks is not the same. */
export type Side = "request" | "response";

export type Step =
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "item" }
  | { readonly kind: "value" }
  | { readonly kind: "form"; readonly name: string };

/** The way from an operation to a part of one of its schemas, as users know it. */
export interface Trail {
  readonly side: Side;
  readonly root:
    | { readonly kind: "result" | "errors" | "body"; readonly operation: string }
    | { readonly kind: "parameter"; readonly operation: string; readonly name: string }
    | { readonly kind: "type"; readonly name: string };
  readonly steps: readonly Step[];
  /** The innermost named schema on the way. */
  readonly named: string | undefined;
}

export function step(trail: Trail, next: Step): Trail {
  return { ...trail, steps: [...trail.steps, next] };
}

/**
 * "`dollars` in each of `results` of getBillingBreakdown".
 * @param others how many other methods share it
 */
export function sayTrail({ root, steps }: Trail, others: number): string {
  const parameter: Step[] = root.kind === "parameter" ? [{ kind: "field", name: root.name }] : [];
  const within = sayRoot(root);
  const more = others > 0 ? ` (and ${others} other method${others > 1 ? "s" : ""})` : "";
  return `${sayInner([...parameter, ...steps], within)}${more}`;
}

function sayRoot(root: Trail["root"]): { whole: string; of: string } {
  switch (root.kind) {
    case "result":
      return { whole: `the result of ${root.operation}`, of: `of ${root.operation}` };
    case "errors":
      return {
        whole: `the errors of ${root.operation}`,
        of: `in the errors of ${root.operation}`,
      };
    case "body":
      return { whole: `the body of ${root.operation}`, of: `in the body of ${root.operation}` };
    case "parameter":
      return { whole: root.operation, of: `of ${root.operation}` };
    case "type":
      return { whole: `the type ${root.name}`, of: `of the type ${root.name}` };
  }
}

function sayInner(steps: readonly Step[], within: { whole: string; of: string }): string {
  const last = steps.at(-1);
  if (!last) return within.whole;
  const outer = steps.slice(0, -1);
  switch (last.kind) {
    case "field":
      return outer.length === 0
        ? `\`${last.name}\` ${within.of}`
        : `\`${last.name}\` in ${sayInner(outer, within)}`;
    case "item":
      return `each of ${sayInner(outer, within)}`;
    case "value":
      return `each value of ${sayInner(outer, within)}`;
    case "form":
      return `the form ${last.name} of ${sayInner(outer, within)}`;
  }
}
