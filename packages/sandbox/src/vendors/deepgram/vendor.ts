import { toDate } from "../../engine/clock.js";
import type { Json } from "../../engine/json.js";
import type { Answer } from "../../engine/message.js";
import { Schemas } from "../../engine/schemas.js";
import { Slot } from "../../engine/slot.js";
import type { ContractAccess } from "../../engine/contract-vendor.js";
import type { Call, Handler, Vendor, World } from "../../engine/vendor.js";
import { openActions } from "./actions.js";
import { breakDown, matchesFilter } from "./breakdown.js";
import { checkState } from "./check.js";
import {
  badParameter,
  balanceNotFound,
  errorForms,
  projectNotFound,
  projectOfOthers,
  refuse,
  uuidProblem,
} from "./errors.js";
import { lineItems, makeState } from "./make.js";
import {
  stateSchema,
  type DeepgramProject,
  type DeepgramState,
  type DeepgramUsage,
} from "./state.js";
import { breakDownUsage, isOfProduct } from "./usage-breakdown.js";
import { advanceUsage } from "./usage.js";

/** How to reach the Deepgram sandbox. */
export interface DeepgramAccess extends ContractAccess {
  readonly apiKey: string;
  /** The account's busiest project. */
  readonly projectId: string;
}

/** Operations whose only required argument is the project's id. */
const ofProjects = [
  ...["listBalances", "listPurchases", "getBillingBreakdown", "listBillingFields"],
  "getUsageBreakdown",
];

export const deepgram: Vendor<DeepgramAccess> = {
  open({ document, world, given, at }) {
    const schemas = Schemas.of(document);
    const slot = new Slot<DeepgramState>(
      {
        read: schemas.reader(stateSchema),
        make: makeState,
        check: checkState,
        advance: ({ accounts }) => {
          for (const project of accounts.flatMap(({ projects }) => projects)) {
            advanceUsage(world, project);
          }
        },
      },
      world,
      at,
      given,
    );
    const keys = () => slot.state.accounts.flatMap((account) => account.keys);
    const mainKey = () => slot.state.accounts[0]?.keys[0]?.key ?? "";
    return {
      name: "deepgram",
      slot,
      operations: operations(world, slot),
      routes: {},
      actions: openActions(slot, schemas, world),
      faultKinds: {},
      errorForms,
      permissionsOf: (credential) => keys().find(({ key }) => key === credential)?.permissions,
      refuse,
      access: (baseUrl) => {
        const [project] = slot.state.accounts[0]?.projects ?? [];
        const { project_id = "", balances = [] } = project ?? {};
        return {
          baseUrl,
          apiKey: mainKey(),
          projectId: project_id,
          credential: mainKey(),
          arguments: {
            listProjects: {},
            getBalance: { project_id, balance_id: balances[0]?.balance_id ?? "" },
            ...Object.fromEntries(ofProjects.map((id) => [id, { project_id }])),
          },
        };
      },
      environment: (origin) => ({ DEEPGRAM_API_KEY: mainKey(), DEEPGRAM_BASE_URL: origin }),
    };
  },
};

const later = (date: string, other = "") => (other > date ? other : date);

/** The day of the first usage, or `end` if that is earlier. */
function firstUseOf({ firstUse = "9999", usage }: DeepgramProject, end: string): string {
  return [firstUse, ...usage.map(({ date }) => date)].reduce(
    (first, date) => (date < first ? date : first),
    end,
  );
}

/** Own properties only: `constructor` can be the name of a line item too. */
const titleIn = (titles: Readonly<Record<string, string>>, name: string) =>
  Object.hasOwn(titles, name) ? titles[name] : undefined;

const ok = (json: Json): Answer => ({ status: 200, json });

function operations(world: World, slot: Slot<DeepgramState>): Record<string, Handler> {
  /** The account whose key is used. */
  const ownProjects = ({ credential }: Call) =>
    slot.state.accounts.find(({ keys }) => keys.some(({ key }) => key === credential))?.projects ??
    [];

  /** A handler for one project: another id in the path is rejected as by the service. */
  const ofProject =
    (handle: (project: DeepgramProject, call: Call) => Answer): Handler =>
    (call) => {
      const { project_id = "" } = call.path;
      const isIt = (project: DeepgramProject) => project.project_id === project_id;
      const project = ownProjects(call).find(isIt);
      if (project) return handle(project, call);
      const isOfOthers = slot.state.accounts.some(({ projects }) => projects.some(isIt));
      if (isOfOthers) return projectOfOthers(call.requestId);
      return uuidProblem(project_id) ?? projectNotFound();
    };

  /** A handler of a project's usage between the query's dates, both included. */
  const ofPeriod = (
    handle: (
      usage: readonly DeepgramUsage[],
      call: Call,
      period: { start: string; end: string },
    ) => Answer,
  ): Handler =>
    ofProject((project, call) => {
      const [from, to] = [call.query.text("start"), call.query.text("end")];
      // An omitted date never contradicts the given one.
      const end = to ?? later(toDate(world.clock.now()), from);
      const start = from ?? firstUseOf(project, end);
      if (end < start) {
        return badParameter(
          { parameter: "end", reason: "value", message: "must not be before start" },
          call.requestId,
        );
      }
      const usage = project.usage
        .filter(({ date }) => start <= date && date <= end)
        .sort((one, other) => (one.date < other.date ? -1 : Number(one.date > other.date)));
      return handle(usage, call, { start, end });
    });

  return {
    listProjects: (call) =>
      ok({ projects: ownProjects(call).map(({ project_id, name }) => ({ project_id, name })) }),

    listBalances: ofProject((project) => ok({ balances: project.balances.map((b) => ({ ...b })) })),

    getBalance: ofProject((project, { path, requestId }) => {
      const balance = project.balances.find(({ balance_id }) => balance_id === path.balance_id);
      return balance ? ok({ ...balance }) : balanceNotFound(requestId);
    }),

    listPurchases: ofProject((project, { query }) =>
      ok({ orders: project.orders.slice(0, query.number("limit")).map((order) => ({ ...order })) }),
    ),

    getBillingBreakdown: ofPeriod((usage, { query }, period) => {
      const filter = {
        accessor: query.text("accessor"),
        deployment: query.text("deployment"),
        line_item: query.text("line_item"),
        tag: query.text("tag"),
      };
      const chosen = usage.filter((each) => matchesFilter(each, filter));
      return ok({
        ...period,
        resolution: { units: "day", amount: 1 },
        results: breakDown(chosen, query.list("grouping")),
      });
    }),

    getUsageBreakdown: ofPeriod((usage, { query }, period) => {
      const filter = {
        accessor: query.text("accessor"),
        deployment: query.text("deployment"),
        tag: query.text("tag"),
      };
      const ofProduct = { endpoint: query.text("endpoint"), method: query.text("method") };
      // By its id: the sandbox's models have none.
      const isOfModel = query.text("model") === undefined;
      const chosen = usage.filter(
        (each) => isOfModel && matchesFilter(each, filter) && isOfProduct(each, ofProduct),
      );
      return ok({
        ...period,
        resolution: { units: "day", amount: 1 },
        results: breakDownUsage(chosen, query.text("grouping")),
      });
    }),

    listBillingFields: ofPeriod((usage) => {
      const distinct = (values: readonly string[]) => [...new Set(values)].sort();
      const used = distinct(usage.map((each) => each.line_item));
      const titles = slot.state.line_items;
      return ok({
        accessors: distinct(usage.map((each) => each.accessor)),
        deployments: distinct(usage.map((each) => each.deployment)),
        tags: distinct(usage.flatMap((each) => each.tags)),
        line_items: Object.fromEntries(
          used.map((name) => [name, titleIn(titles, name) ?? titleIn(lineItems, name) ?? name]),
        ),
      });
    }),
  };
}
