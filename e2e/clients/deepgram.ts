import type { Sandbox } from "@billkit/sandbox";
import type { GetBillingBreakdownArguments } from "@billkit/deepgram";
import { connectDeepgram } from "billkit";
import type { Check } from "./check.js";

/** The part of `@deepgram/sdk` that is called; the package isn't installed at compile time. */
export interface DeepgramSdk {
  readonly DeepgramClient: new (options: {
    apiKey: string;
    baseUrl: string;
    maxRetries: number;
  }) => {
    readonly manage: { readonly v1: { readonly projects: Projects } };
  };
}

interface List<Query> {
  list(projectId: string, query?: Query): Promise<unknown>;
}

interface Projects {
  list(): Promise<unknown>;
  readonly billing: {
    readonly balances: List<never> & { get(projectId: string, id: string): Promise<unknown> };
    readonly breakdown: List<Breakdown>;
    readonly fields: List<Period>;
    readonly purchases: List<{ limit?: number }>;
  };
}

interface Period {
  readonly start?: string;
  readonly end?: string;
}

type Breakdown = Omit<GetBillingBreakdownArguments, "project_id" | "deployment"> & {
  /** The sandbox's state has it as text. */
  readonly deployment?: string;
};

type Account = ReturnType<Sandbox["control"]["state"]>["vendors"]["deepgram"]["accounts"][number];
type Project = Account["projects"][number];

const dimensions = ["accessor", "deployment", "line_item", "tags"] as const;

/** Every operation, with every key and for every project. */
export function deepgramChecks({ DeepgramClient }: DeepgramSdk, sandbox: Sandbox): Check[] {
  const { baseUrl } = sandbox.deepgram;
  const { accounts } = sandbox.control.state().vendors.deepgram;
  return accounts.flatMap(({ keys, projects }) =>
    keys.flatMap(({ key, permissions }) => {
      const official = new DeepgramClient({ apiKey: key, baseUrl, maxRetries: 0 });
      const ours = connectDeepgram({ apiKey: key, baseUrl });
      const isAllowed = permissions.includes("billing:read");
      return [
        {
          reference: "manage_v1_projects_list",
          what: "projects",
          official: () => official.manage.v1.projects.list(),
          billkit: () => ours.projects.listProjects(),
          state: {
            projects: projects.map(({ project_id, name }) => ({ project_id, name })),
          },
        },
        ...projects.flatMap((project) =>
          projectChecks(official.manage.v1.projects.billing, ours, project, isAllowed),
        ),
      ];
    }),
  );
}

function projectChecks(
  official: Projects["billing"],
  { billing }: ReturnType<typeof connectDeepgram>,
  { project_id, name, balances, orders, usage }: Project,
  isAllowed: boolean,
): Check[] {
  const [first] = usage;
  const start = first?.date ?? "2026-01-05";
  const end = new Date(Date.parse(start) + 6 * 86_400_000).toISOString().slice(0, 10);
  const week = { start, end };
  const whenAllowed = (state: unknown): { state?: unknown } => (isAllowed ? { state } : {});
  const checks: Check[] = [
    {
      reference: "billing_balances_list",
      what: "balances",
      official: () => official.balances.list(project_id),
      billkit: () => billing.listBalances({ project_id }),
      ...whenAllowed({ balances }),
    },
    ...[...balances.map(({ balance_id }) => balance_id), "none"].map((balance_id) => ({
      reference: "billing_balances_get",
      what: `balance ${balance_id}`,
      official: () => official.balances.get(project_id, balance_id),
      billkit: () => billing.getBalance({ project_id, balance_id }),
    })),
    ...[{}, { limit: 1 }, { limit: 1000 }].map((query) => ({
      reference: "billing_purchases_list",
      what: `purchases ${JSON.stringify(query)}`,
      official: () => official.purchases.list(project_id, query),
      billkit: () => billing.listPurchases({ project_id, ...query }),
      ...("limit" in query ? whenAllowed({ orders: orders.slice(0, query.limit) }) : {}),
    })),
    ...[{}, week].map((query) => ({
      reference: "billing_fields_list",
      what: `fields ${JSON.stringify(query)}`,
      official: () => official.fields.list(project_id, query),
      billkit: () => billing.listBillingFields({ project_id, ...query }),
    })),
    ...breakdowns(first, week).map((query) => ({
      reference: "billing_breakdown_list",
      what: `breakdown ${JSON.stringify(query)}`,
      official: () => official.breakdown.list(project_id, query),
      billkit: () =>
        billing.getBillingBreakdown({ project_id, ...query } as GetBillingBreakdownArguments),
    })),
  ];
  return checks.map(({ reference, what, ...check }) => ({
    reference: `manage_v1_projects_${reference}`,
    what: `${name}: ${what}`,
    ...check,
  }));
}

/** Each grouping, all of them, and each filter that the project has usage for. */
function breakdowns(usage: Project["usage"][number] | undefined, week: Period): Breakdown[] {
  const all = [...dimensions];
  const groupings = [{}, ...all.map((one) => ({ grouping: [one] })), { grouping: all }];
  if (usage === undefined) return groupings;
  const { accessor, deployment, line_item, tags } = usage;
  const filters: Breakdown[] = [
    { accessor },
    { deployment },
    { line_item },
    ...tags.map((tag) => ({ tag })),
    { accessor, deployment, line_item, ...week },
  ];
  return [...groupings, ...filters.map((filter) => ({ ...filter, grouping: all }))];
}
