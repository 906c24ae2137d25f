import { expect, it } from "@jest/globals";
import type {
  BillingBreakdownGrouping,
  BillingBreakdownV1Response,
  Deepgram,
  GetBillingBreakdownArguments,
  ListBillingFieldsV1Response,
  ListProjectBalancesV1Response,
  ListPurchasesArguments,
} from "../src/generated/index.js";

/** Judged by the compiler (`npm run typecheck`): each directive fails where its line would compile. */
/** Each can stand for the other. */
type Same<A, B> = [A, B] extends [B, A] ? true : false;

export const filter: GetBillingBreakdownArguments = {
  project_id: "p",
  deployment: "hosted",
  tag: undefined,
};
export const closed: GetBillingBreakdownArguments = {
  project_id: "p",
  // @ts-expect-error -- a request's enum is closed: this one occurs in answers only
  deployment: "dedicated",
};
export const closedItems: GetBillingBreakdownArguments = {
  project_id: "p",
  // @ts-expect-error -- as are the members of a list
  grouping: ["deployment", "month"],
};
// @ts-expect-error -- a required argument is required
export const missing: ListPurchasesArguments = { limit: 10 };
// @ts-expect-error -- a typo is an error
export const typo: ListPurchasesArguments = { project_id: "p", limits: 10 };
export const wrongKind: ListPurchasesArguments = {
  project_id: "p",
  // @ts-expect-error -- a number is a number
  limit: "10",
};

type Deployment = NonNullable<ListBillingFieldsV1Response["deployments"]>[number];
export const known: Deployment = "dedicated";
export const added: Deployment = "orbital";

export const lineItem: Same<BillingBreakdownGrouping["line_item"], string | null | undefined> =
  true;
export const tags: Same<BillingBreakdownGrouping["tags"], string[] | null | undefined> = true;
export const results: Same<BillingBreakdownV1Response["results"][number]["dollars"], number> = true;

export async function calls(deepgram: Deepgram): Promise<void> {
  const { balances } = await deepgram.billing.listBalances({ project_id: "p" });
  // @ts-expect-error -- any field of a balance may be absent
  balances?.[0]?.amount.toFixed(2);
  // @ts-expect-error -- the arguments are required
  await deepgram.billing.listBalances();
  await deepgram.projects.listProjects({ timeoutMs: 1000 });
  const { data } = await deepgram.billing.listBalances({ project_id: "p" }).withResponse();
  const answer: ListProjectBalancesV1Response = data;
  expect(answer).toBe(data);
}

it("values of the types are what they are", () => {
  expect([filter.deployment, known, added, results]).toEqual([
    "hosted",
    "dedicated",
    "orbital",
    true,
  ]);
});

it('"deepgram: nullable fields are typed without null" is not so here', () => {
  expect([lineItem, tags]).toEqual([true, true]);
});
