import type { Charge } from "@billkit/charges";
import { suggestName } from "@billkit/core";
import { usageError } from "../failure.js";

/** A column that charges can be grouped by. */
export interface GroupColumn {
  /** As given to `--by`. */
  readonly name: string;
  readonly valueOf: (charge: Charge) => string;
}

const columns: Readonly<Record<string, (charge: Charge) => string | undefined>> = {
  vendor: ({ vendor }) => vendor,
  account: ({ accountId }) => accountId,
  "account-name": ({ accountName, accountId }) => accountName ?? accountId,
  subaccount: ({ subAccountId }) => subAccountId,
  service: ({ service }) => service,
  item: ({ item }) => item,
  sku: ({ sku }) => sku,
  category: ({ category }) => category,
  basis: ({ basis }) => basis,
  view: ({ view }) => view,
  invoice: ({ invoiceId }) => invoiceId,
  day: ({ chargePeriodStart }) => chargePeriodStart.slice(0, 10),
  month: ({ billingPeriodStart }) => billingPeriodStart.slice(0, 7),
};

const tag = "tag:";

/**
 * Parses `--by`: columns separated by commas; `tag:team` is the dimension `team`.
 *
 * @throws CommandError for an unknown column, with the closest one
 */
export function parseColumns(text: string): GroupColumn[] {
  const names = text.split(",").map((name) => name.trim());
  const repeated = names.find((name, at) => names.indexOf(name) !== at);
  if (repeated !== undefined) throw usageError(`--by has ${repeated} twice.`);
  return names.map((name) => ({ name, valueOf: valueOf(name) }));
}

function valueOf(name: string): GroupColumn["valueOf"] {
  if (name.startsWith(tag) && name.length > tag.length) {
    const dimension = name.slice(tag.length);
    return ({ dimensions }) =>
      Object.hasOwn(dimensions, dimension) ? [dimensions[dimension]].flat().join(", ") : "";
  }
  const read = Object.hasOwn(columns, name) ? columns[name] : undefined;
  if (read !== undefined) return (charge) => read(charge) ?? "";
  const known = [...Object.keys(columns), "tag:NAME"];
  throw usageError(`--by has no column ${JSON.stringify(name)}; ${suggestName(name, known)}`);
}
