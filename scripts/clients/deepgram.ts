import type { Sandbox, SandboxState } from "@billkit/sandbox";
import { answerOf, refused, type Check, type ReadState } from "./check.js";
import {
  dimensions,
  type BreakdownQuery,
  type DeepgramSdk,
  type Dimension,
} from "./deepgram-client.js";
import { breakdownOf, fieldsOf, inOneOrder, purchasesOf } from "./deepgram-expected.js";

type Account = SandboxState["vendors"]["deepgram"]["accounts"][number];
type Project = Account["projects"][number];

/** Every billing operation of Deepgram's own client, with every key and for every project. */
export function deepgramChecks(
  { DeepgramClient }: DeepgramSdk,
  { deepgram: { baseUrl } }: Sandbox,
  { vendors: { deepgram: before } }: SandboxState,
  read: ReadState,
  today: string,
): Check[] {
  const account = async (index: number) =>
    (await read()).vendors.deepgram.accounts[index] ?? { keys: [], projects: [] };
  return before.accounts.flatMap(({ keys, projects }, index) =>
    keys.flatMap(({ key, permissions }) => {
      const client = new DeepgramClient({ apiKey: key, baseUrl, maxRetries: 0 });
      const isAllowed = permissions.includes("billing:read");
      const discovery = check(
        "list",
        isAllowed ? "a key with billing:read" : "a key without billing:read",
        () => client.manage.v1.projects.list(),
        async () => ({
          projects: (await account(index)).projects.map(({ project_id, name }) => ({
            project_id,
            name,
          })),
        }),
      );
      const { billing } = client.manage.v1.projects;
      const ofProjects = projects.flatMap((project) => {
        const calls = callsOf(billing, project, today);
        return calls.map(({ operation, what, call, expected }) => {
          const named = `${project.name}: ${what}`;
          if (!isAllowed) {
            const forbidden = () => Promise.resolve(refused(403));
            return check(operation, `${named}, not permitted`, call, forbidden);
          }
          const now = async () => {
            const { vendors } = await read();
            const current = vendors.deepgram.accounts[index]?.projects.find(
              ({ project_id }) => project_id === project.project_id,
            );
            return current && expected(current, vendors.deepgram);
          };
          return check(operation, named, call, now);
        });
      });
      return [discovery, ...ofProjects];
    }),
  );
}

interface ProjectCall {
  readonly operation: string;
  readonly what: string;
  readonly call: () => Promise<unknown>;
  readonly expected: (project: Project, state: SandboxState["vendors"]["deepgram"]) => unknown;
}

type Billing = InstanceType<DeepgramSdk["DeepgramClient"]>["manage"]["v1"]["projects"]["billing"];

function callsOf(billing: Billing, project: Project, today: string): ProjectCall[] {
  const { project_id: id, balances } = project;
  return [
    {
      operation: "billing_balances_list",
      what: "balances",
      call: () => billing.balances.list(id),
      expected: (now) => ({ balances: now.balances }),
    },
    ...balances.map(({ balance_id }) => ({
      operation: "billing_balances_get",
      what: "one balance",
      call: () => billing.balances.get(id, balance_id),
      expected: (now: Project) => now.balances.find((each) => each.balance_id === balance_id),
    })),
    {
      operation: "billing_balances_get",
      what: "a balance that is not there",
      call: () => billing.balances.get(id, "none"),
      expected: () => refused(404),
    },
    ...[undefined, 1, 1000].map((limit) => ({
      operation: "billing_purchases_list",
      what: limit === undefined ? "purchases" : `at most ${limit} purchases`,
      call: () => billing.purchases.list(id, limit === undefined ? {} : { limit }),
      expected: (now: Project) => purchasesOf(now, limit),
    })),
    ...[{}, weekOf(project)].map((period) => ({
      operation: "billing_fields_list",
      what: `fields${say(period)}`,
      call: () => billing.fields.list(id, period),
      expected: (now: Project, state: SandboxState["vendors"]["deepgram"]) =>
        fieldsOf(state, now, period),
    })),
    ...breakdownQueries(project).map((query) => ({
      operation: "billing_breakdown_list",
      what: `breakdown${say(query)}`,
      call: async () => inOneOrder(await billing.breakdown.list(id, query)),
      expected: (now: Project) => inOneOrder(breakdownOf(now, query, today)),
    })),
  ];
}

/** Every grouping; every filter that is one of the project's own; all of them in one week. */
function breakdownQueries(project: Project): BreakdownQuery[] {
  const groupings = dimensions.reduce<Dimension[][]>(
    (sets, dimension) => [...sets, ...sets.map((set) => [...set, dimension])],
    [[]],
  );
  const [some] = project.usage;
  const { accessor, deployment, line_item, tags = [] } = some ?? {};
  const labels = some ? { accessor, deployment, line_item } : {};
  const filters: BreakdownQuery[] = [
    ...Object.entries(labels).map(([name, value]) => ({ [name]: value })),
    ...tags.map((tag) => ({ tag })),
    { ...labels, ...weekOf(project) },
  ];
  return [
    ...groupings.map((set) => (set.length > 0 ? { grouping: set } : {})),
    ...filters.map((filter) => ({ ...filter, grouping: [...dimensions] })),
  ];
}

/** Where the project's usage begins; where it has none, a week without any. */
function weekOf({ usage: [first] }: Project) {
  const start = first?.date ?? "2026-01-05";
  return { start, end: new Date(Date.parse(start) + 6 * 86_400_000).toISOString().slice(0, 10) };
}

function say(query: object): string {
  return Object.entries(query)
    .map(([name, value]) => ` ${name}=${String(value)}`)
    .join("");
}

function statusOf(error: unknown): unknown {
  return error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
}

function check(
  operation: string,
  what: string,
  call: Check["call"],
  expected: Check["expected"],
): Check {
  const reference = `manage_v1_projects_${operation}`;
  return {
    client: "@deepgram/sdk",
    operation: reference,
    what,
    call: () => answerOf(call, statusOf),
    expected,
  };
}
