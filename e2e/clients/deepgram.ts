import type { Sandbox } from "@billkit/sandbox";
import { connectDeepgram } from "billkit";
import { callMethod, type Check, type Sdk } from "./check.js";

type Account = ReturnType<Sandbox["control"]["state"]>["vendors"]["deepgram"]["accounts"][number];
type Project = Account["projects"][number];
type Row = Omit<Check, "official"> & { readonly args: readonly unknown[] };

const dimensions = ["accessor", "deployment", "line_item", "tags"] as const;

/** Every operation, with every key and for every project. */
export function deepgramChecks({ DeepgramClient }: Sdk, sandbox: Sandbox): Check[] {
  const { baseUrl } = sandbox.deepgram;
  const { accounts } = sandbox.control.state().vendors.deepgram;
  return accounts.flatMap(({ keys, projects }) =>
    keys.flatMap(({ key: apiKey, permissions }) => {
      if (DeepgramClient === undefined) throw new Error("@deepgram/sdk has no DeepgramClient");
      const client = new DeepgramClient({ apiKey, baseUrl, maxRetries: 0 });
      const ours = connectDeepgram({ apiKey, baseUrl });
      const isAllowed = permissions.includes("billing:read");
      const list = {
        reference: "manage_v1_projects_list",
        what: "projects",
        args: [],
        billkit: () => ours.projects.listProjects(),
        state: { projects: projects.map(({ project_id, name }) => ({ project_id, name })) },
      };
      const rows = [list, ...projects.flatMap((each) => projectRows(ours, each, isAllowed))];
      return rows.map(({ args, ...row }) => ({
        ...row,
        official: () => callMethod(client, row.reference.split("_"), args),
      }));
    }),
  );
}

function projectRows(
  { billing }: ReturnType<typeof connectDeepgram>,
  { project_id, name, balances, orders, usage: [first] }: Project,
  isAllowed: boolean,
): Row[] {
  const start = first?.date ?? "2026-01-05";
  const end = new Date(Date.parse(start) + 6 * 86_400_000).toISOString().slice(0, 10);
  const row = (
    operation: string,
    args: readonly unknown[],
    billkit: Row["billkit"],
    state?: unknown,
  ): Row => ({
    reference: `manage_v1_projects_billing_${operation}`,
    what: `${name} ${JSON.stringify(args)}`,
    args: [project_id, ...args],
    billkit,
    ...(isAllowed && state !== undefined ? { state } : {}),
  });
  return [
    row("balances_list", [], () => billing.listBalances({ project_id }), { balances }),
    ...[...balances.map(({ balance_id }) => balance_id), "none"].map((balance_id) =>
      row("balances_get", [balance_id], () => billing.getBalance({ project_id, balance_id })),
    ),
    ...[{}, { limit: 1 }, { limit: 1000 }].map((query) =>
      row(
        "purchases_list",
        [query],
        () => billing.listPurchases({ project_id, ...query }),
        "limit" in query ? { orders: orders.slice(0, query.limit) } : undefined,
      ),
    ),
    ...[{}, { start, end }].map((query) =>
      row("fields_list", [query], () => billing.listBillingFields({ project_id, ...query })),
    ),
    ...breakdowns(first, { start, end }).map((query) =>
      row("breakdown_list", [query], () => billing.getBillingBreakdown({ project_id, ...query })),
    ),
  ];
}

/** Each grouping, all of them, and each filter that the project has usage for. */
function breakdowns(usage: Project["usage"][number] | undefined, week: object): object[] {
  const groupings = [{}, ...[...dimensions.map((one) => [one]), dimensions].map(grouped)];
  if (usage === undefined) return groupings;
  const { accessor, deployment, line_item, tags } = usage;
  const filters = [
    ...[{ accessor }, { deployment }, { line_item }, ...tags.map((tag) => ({ tag }))],
    { accessor, deployment, line_item, ...week },
  ];
  return [...groupings, ...filters.map((filter) => ({ ...filter, ...grouped(dimensions) }))];
}

function grouped(grouping: readonly string[]): object {
  return { grouping: [...grouping] };
}
