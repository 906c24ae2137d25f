import type { BillingBreakdownV1Response, Deepgram } from "@billkit/deepgram";
import type Big from "big.js";
import type { DeepgramBill, Failure, ProjectBill, Source } from "./bill.js";
import { failure } from "./failure.js";
import { decimal, plain, sum, sumBy, type Figure } from "../common/money.js";
import type { Month } from "../common/period.js";

/** The most purchases that one answer holds; there are no further pages to ask for. */
export const purchaseLimit = 1000;

export interface CollectOptions {
  readonly month: Month;
  readonly source: Source;
  readonly signal?: AbortSignal | undefined;
  /** Takes what could not be had; the rest goes on. */
  readonly onFailure: (failure: Failure) => void;
}

/**
 * Every project that the key can see, with balances, costs by line item and purchases.
 *
 * @throws when the projects cannot be listed; what fails for one project is reported instead.
 */
export async function collectDeepgram(
  deepgram: Deepgram,
  options: CollectOptions,
): Promise<DeepgramBill> {
  const { projects } = await deepgram.projects.listProjects({ signal: options.signal });
  const bills: ProjectBill[] = [];
  for (const { project_id, name } of projects ?? []) {
    if (!project_id) {
      const error = new TypeError("it has no id, so nothing can be asked for it");
      options.onFailure(failure("deepgram", error, `project ${name ?? "without a name"}`));
      continue;
    }
    bills.push(await collectProject(deepgram, project_id, name ?? null, options));
  }
  return { source: options.source, projects: bills };
}

async function collectProject(
  { billing }: Deepgram,
  project_id: string,
  name: string | null,
  { month, signal, onFailure }: CollectOptions,
): Promise<ProjectBill> {
  const orNull = async <T>(part: string, answer: Promise<T>): Promise<T | null> => {
    try {
      return await answer;
    } catch (error) {
      signal?.throwIfAborted();
      onFailure(failure("deepgram", error, `${part} of project ${name ?? project_id}`));
      return null;
    }
  };
  const { firstDay: start, lastDay: end } = month;
  const [balances, breakdown, purchases] = await Promise.all([
    orNull("balances", billing.listBalances({ project_id }, { signal })),
    orNull(
      "breakdown",
      billing
        .getBillingBreakdown({ project_id, start, end, grouping: ["line_item"] }, { signal })
        .then(summarize),
    ),
    orNull("purchases", billing.listPurchases({ project_id, limit: purchaseLimit }, { signal })),
  ]);
  const orders = purchases && (purchases.orders ?? []);
  return {
    project_id,
    name,
    balances: balances && (balances.balances ?? []),
    breakdown,
    purchases: orders,
    purchasesPossiblyCut: (orders?.length ?? 0) >= purchaseLimit,
  };
}

/** The service may answer with a result a day; a bill has one line for each line item. */
function summarize({ start, end, results }: BillingBreakdownV1Response): ProjectBill["breakdown"] {
  const byItem = sumBy(
    results,
    ({ grouping }) => grouping.line_item ?? null,
    ({ dollars }) => required(dollars),
  );
  const lineItems = [...byItem]
    .sort(([, one], [, other]) => other.cmp(one))
    .map(([line_item, dollars]) => ({ line_item, dollars: plain(dollars) }));
  return { start, end, total: plain(sum(byItem.values())), lineItems };
}

/** A cost that cannot be read must not be missing from a total unnoticed. */
function required(dollars: Figure): Big {
  const value = decimal(dollars);
  if (value === undefined) throw new TypeError(`a cost that is no number: ${String(dollars)}`);
  return value;
}
