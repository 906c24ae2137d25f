import type { Column } from "@billkit/charges";
import { formatCurrency, isUnpriced } from "../text/money.js";
import type { GroupColumn } from "./columns.js";
import type { Group } from "./group.js";

const integer = (name: "count" | "unpriced" | "open" | "computed"): Column<Group> => ({
  name,
  type: "integer",
  value: (group) => String(group[name]),
});

/**
 * The columns of a file of groups: their values, the sum, and what it lacks. An amount that isn't
 * known is empty, and `complete` is false for a subtotal.
 */
export function groupFileColumns(columns: readonly GroupColumn[]): Column<Group>[] {
  return [
    ...columns.map(({ name }): Column<Group> => ({
      name,
      type: "text",
      value: ({ by }) => by[name],
    })),
    {
      name: "amount",
      type: "decimal",
      value: (group) => (isUnpriced(group) ? undefined : group.amount),
    },
    { name: "currency", type: "text", value: (group) => formatCurrency(group) || undefined },
    { name: "complete", type: "boolean", value: ({ complete }) => complete },
    ...(["count", "unpriced", "open", "computed"] as const).map(integer),
  ];
}
