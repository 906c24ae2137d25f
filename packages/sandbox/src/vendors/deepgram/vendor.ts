import { dayMs, startOfDay, toDate } from "../../engine/clock.js";
import type { Json } from "../../engine/json.js";
import type { Answer } from "../../engine/message.js";
import type { Call, Handler, Vendor, VendorAccess, World } from "../../engine/vendor.js";
import { lineItems, openAccount, type Account, type Project } from "./account.js";
import { breakDown, matchesFilter } from "./breakdown.js";
import { badParameter, balanceNotFound, projectNotFound, refuse, uuidProblem } from "./errors.js";
import { usageDays, type UsageDay } from "./usage.js";

/** How to reach the Deepgram sandbox. */
export interface DeepgramAccess extends VendorAccess {
  readonly apiKey: string;
  /** The busiest of the account's projects. */
  readonly projectId: string;
}

export const deepgram: Vendor<DeepgramAccess> = {
  open(world) {
    const account = openAccount(world);
    return {
      name: "deepgram",
      operations: operations(world, account),
      routes: {},
      accepts: (credential) => credential === account.apiKey,
      refuse,
      access: (baseUrl) => ({
        baseUrl,
        apiKey: account.apiKey,
        projectId: account.projects[0]?.project_id ?? "",
      }),
      environment: (origin) => ({ DEEPGRAM_API_KEY: account.apiKey, DEEPGRAM_BASE_URL: origin }),
    };
  },
};

const ok = (json: Json): Answer => ({ status: 200, json });

function operations(world: World, account: Account): Record<string, Handler> {
  /** A handler of one project: an address with another id is refused as the service does. */
  const ofProject =
    (handle: (project: Project, call: Call) => Answer): Handler =>
    (call) => {
      const { project_id = "" } = call.path;
      const project = account.projects.find((candidate) => candidate.project_id === project_id);
      return project ? handle(project, call) : (uuidProblem(project_id) ?? projectNotFound());
    };

  /** A handler of a project's usage between the query's dates, both included. */
  const ofPeriod = (
    handle: (
      days: readonly UsageDay[],
      call: Call,
      period: { start: string; end: string },
    ) => Answer,
  ): Handler =>
    ofProject((project, call) => {
      const today = startOfDay(world.clock.now());
      const start = call.query.text("start") ?? toDate(project.firstUse);
      const end = call.query.text("end") ?? toDate(today);
      if (end < start) {
        return badParameter(
          { parameter: "end", reason: "value", message: "must not be before start" },
          call.requestId,
        );
      }
      const days = usageDays(world.seed, project.project_id, project.streams, {
        start: Math.max(Date.parse(start), project.firstUse),
        // A day's usage is there when the day is over.
        end: Math.min(Date.parse(end), today - dayMs),
      });
      return handle(days, call, { start, end });
    });

  return {
    listProjects: () =>
      ok({ projects: account.projects.map(({ project_id, name }) => ({ project_id, name })) }),

    listBalances: ofProject((project) => ok({ balances: project.balances.map((b) => ({ ...b })) })),

    getBalance: ofProject((project, { path, requestId }) => {
      const balance = project.balances.find(({ balance_id }) => balance_id === path.balance_id);
      return balance ? ok({ ...balance }) : balanceNotFound(requestId);
    }),

    listPurchases: ofProject((project, { query }) =>
      ok({ orders: project.orders.slice(0, query.number("limit")).map((order) => ({ ...order })) }),
    ),

    getBillingBreakdown: ofPeriod((days, { query }, period) => {
      const filter = {
        accessor: query.text("accessor"),
        deployment: query.text("deployment"),
        line_item: query.text("line_item"),
        tag: query.text("tag"),
      };
      const chosen = days.filter((day) => matchesFilter(day, filter));
      return ok({
        ...period,
        resolution: { units: "day", amount: 1 },
        results: breakDown(chosen, query.list("grouping")),
      });
    }),

    listBillingFields: ofPeriod((days) => {
      const distinct = (values: readonly string[]) => [...new Set(values)].sort();
      const used = distinct(days.map((day) => day.line_item));
      return ok({
        accessors: distinct(days.map((day) => day.accessor)),
        deployments: distinct(days.map((day) => day.deployment)),
        tags: distinct(days.flatMap((day) => day.tags)),
        line_items: Object.fromEntries(used.map((name) => [name, lineItems[name] ?? name])),
      });
    }),
  };
}
