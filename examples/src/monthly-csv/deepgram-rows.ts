import type { Deepgram } from "@billkit/deepgram";
import { utcInterval } from "billkit";
import { decimal, plain, sumBy } from "../common/money.js";
import type { Month } from "../common/period.js";
import type { Row } from "./row.js";

/** What each project that the key can see has cost in a month, by line item, in US dollars. */
export async function* deepgramRows(
  deepgram: Deepgram,
  { firstDay, lastDay }: Month,
  signal: AbortSignal,
): AsyncGenerator<Row, void, undefined> {
  const { projects = [] } = await deepgram.projects.listProjects({ signal });
  for (const { project_id = "", name } of projects) {
    const answer = await deepgram.billing.getBillingBreakdown(
      { project_id, start: firstDay, end: lastDay, grouping: ["line_item"] },
      { signal },
    );
    const { start, end } = utcInterval(answer.start, answer.end);
    // There may be a result a day; a bill has one line for each item.
    const costs = sumBy(
      answer.results,
      ({ grouping }) => grouping.line_item ?? "(no line item)",
      ({ dollars }) => decimal(dollars),
    );
    for (const [item, dollars] of costs) {
      yield {
        vendor: "deepgram",
        accountId: project_id,
        accountName: name,
        start,
        end,
        // The service gives a zero for what it has not priced yet.
        state: dollars.eq(0) ? "unpriced" : "closed",
        item,
        quantity: undefined,
        unit: undefined,
        amount: plain(dollars),
        currency: "USD",
      };
    }
  }
}
