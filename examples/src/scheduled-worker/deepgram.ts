import type { Clock } from "@billkit/core";
import { connectDeepgram } from "billkit/deepgram";
import { decimal, plain, sumBy } from "../common/money.js";
import type { Month } from "../common/period.js";
import type { Environment } from "./environment.js";

/** Stores each project's cost in a month, by line item, in US dollars as exact decimals. */
export async function collectDeepgram(
  env: Environment,
  month: Month,
  clock?: Clock,
): Promise<void> {
  const key = `deepgram:${month.firstDay.slice(0, 7)}`;
  const { firstDay: start, lastDay: end } = month;
  const deepgram = connectDeepgram({
    apiKey: env.DEEPGRAM_API_KEY,
    baseUrl: env.DEEPGRAM_BASE_URL,
    clock,
  });
  const { projects = [] } = await deepgram.projects.listProjects();
  const costs = [];
  for (const { project_id = "", name = null } of projects) {
    const { results } = await deepgram.billing.getBillingBreakdown({
      ...{ project_id, start, end },
      grouping: ["line_item"],
    });
    const byItem = sumBy(
      results,
      ({ grouping }) => grouping.line_item ?? "",
      ({ dollars }) => decimal(dollars),
    );
    const items = [...byItem].map(([line_item, dollars]) => ({
      line_item,
      dollars: plain(dollars),
    }));
    costs.push({ project_id, name, items });
  }
  // Requested on each run, because a month's cost can still be corrected.
  await env.BILLS.put(key, JSON.stringify({ start, end, projects: costs }));
}
