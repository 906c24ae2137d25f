import { daysBetween, monthsBetween, startOfMonth } from "../../engine/calendar.js";
import { dayMs, startOfDay, toDate, toSeconds } from "../../engine/clock.js";
import type { VendorData } from "../../engine/contract-vendor.js";
import type { Json } from "../../engine/json.js";
import type { Answer } from "../../engine/message.js";
import { Seeded } from "../../engine/seeded.js";
import { countField, listOf, objectOf, textField } from "../../engine/state-fields.js";
import type { Call, World } from "../../engine/vendor.js";

/** The state of the Datadog sandbox. */
export interface DatadogState {
  account_name: string;
  account_public_id: string;
  region: string;
  orgs: DatadogOrg[];
}

/** One organization of the account. */
export interface DatadogOrg {
  org_name: string;
  public_id: string;
  products: DatadogProduct[];
}

/** What one product costs an organization in a typical month, in US dollars. */
export interface DatadogProduct {
  product_name: string;
  committed: number;
  onDemand: number;
}

/** What the Datadog sandbox's handle has in addition to the address. */
export interface DatadogAccess {
  readonly apiKey: string;
  readonly applicationKey: string;
}

/** A month's bill is available from this day of the next month. */
const billedOnDay = 16;

const products: readonly (readonly [string, number, number])[] = [
  ["infra_host", 1_380, 214],
  ["apm_host", 930, 61],
  ["logs_indexed_15day", 612, 388],
  ["custom_metrics", 0, 143],
  ["synthetics_api_tests", 90, 12],
];

export const datadog: VendorData<DatadogState, DatadogAccess> = {
  fields: {
    account_name: textField,
    account_public_id: textField,
    region: textField,
    orgs: listOf(
      objectOf({
        org_name: textField,
        public_id: textField,
        products: listOf(
          objectOf({ product_name: textField, committed: countField, onDemand: countField }),
        ),
      }),
    ),
  },
  make: ({ seed }) => ({
    account_name: "Aurora",
    account_public_id: new Seeded(seed, "datadog account").hex(16),
    region: "us",
    orgs: ["Aurora Production", "Aurora Staging"].map((org_name, index) => ({
      org_name,
      public_id: new Seeded(seed, "datadog org", org_name).hex(16),
      products: products
        .slice(0, products.length - 2 * index)
        .map(([product_name, committed, onDemand]) => ({
          product_name,
          committed: Math.floor(committed / (1 + 3 * index)),
          onDemand,
        })),
    })),
  }),
  operations: {
    getHistoricalCost: (call, state, world) => {
      const billed = lastBilledMonth(world);
      const start = monthOf(call, "start_month") ?? billed;
      const months = monthsBetween(start, monthOf(call, "end_month") ?? start);
      return entries(
        call,
        state,
        months.filter((month) => month <= billed),
        (org, month) => chargesOf(org, month, 1, world),
      );
    },
    getEstimatedCost: (call, state, world) => {
      const now = world.clock.now();
      const startDate = call.query.text("start_date");
      if (startDate !== undefined) {
        const end = Date.parse(call.query.text("end_date") ?? new Date(now).toISOString());
        const until = Math.min(end + dayMs, startOfDay(now) + dayMs);
        return entries(call, state, daysBetween(Date.parse(startDate), until), (org, day) => {
          const days = (startOfMonth(day, 1) - startOfMonth(day)) / dayMs;
          const soFar = (startOfDay(day) - startOfMonth(day)) / dayMs + 1;
          const isSum = call.query.text("cost_aggregation") === "cumulative";
          return chargesOf(org, startOfMonth(day), (isSum ? soFar : 1) / days, world);
        });
      }
      const start = monthOf(call, "start_month") ?? startOfMonth(now);
      const end = Math.min(monthOf(call, "end_month") ?? start, now);
      // Two months: the current one and the previous one, which may not be billed yet.
      const months = monthsBetween(Math.max(start, startOfMonth(now, -1)), end);
      return entries(call, state, months, (org, month) => {
        const length = startOfMonth(month, 1) - month;
        return chargesOf(org, month, Math.min(1, (now - month) / length), world);
      });
    },
  },
  arguments: (_state, world) => {
    const start_month = toSeconds(lastBilledMonth(world));
    return { getHistoricalCost: { start_month }, getEstimatedCost: {} };
  },
  access: (_state, { apiKey = "", applicationKey = "" }) => ({ apiKey, applicationKey }),
};

function lastBilledMonth({ clock }: World): number {
  const now = clock.now();
  return startOfMonth(now, new Date(now).getUTCDate() >= billedOnDay ? -1 : -2);
}

function monthOf({ query }: Call, name: string): number | undefined {
  const date = query.text(name);
  return date === undefined ? undefined : startOfMonth(Date.parse(date));
}

/** One product's cost by charge type; doubles, as the service computes them. */
interface Cost {
  readonly product_name: string;
  readonly committed: number;
  readonly on_demand: number;
}

/** An organization's cost for a share of a month. */
function chargesOf(org: DatadogOrg, month: number, share: number, { seed }: World): Cost[] {
  return org.products.map(({ product_name, committed, onDemand }) => {
    const random = new Seeded(seed, "datadog", org.public_id, product_name, toDate(month));
    return {
      product_name,
      committed: committed * share,
      on_demand: (onDemand * random.integer(400, 1_900) * share) / 1_000,
    };
  });
}

/** An entry per period and, with `view=sub-org`, per organization. */
function entries(
  { query }: Call,
  state: DatadogState,
  periods: readonly number[],
  costsOf: (org: DatadogOrg, period: number) => Cost[],
): Answer {
  const { account_name, account_public_id, region, orgs } = state;
  const isByOrg = query.text("view") === "sub-org";
  const data = periods.flatMap((period) =>
    (isByOrg ? orgs.map((org) => [org]) : [orgs]).map((group): Json => {
      const costs = group.flatMap((org) => costsOf(org, period));
      const names = [...new Set(costs.map(({ product_name }) => product_name))];
      const charges = names.flatMap((product_name) => {
        const own = costs.filter((each) => each.product_name === product_name);
        const committed = own.reduce((all, each) => all + each.committed, 0);
        const on_demand = own.reduce((all, each) => all + each.on_demand, 0);
        return [
          { product_name, charge_type: "committed", cost: committed },
          { product_name, charge_type: "on_demand", cost: on_demand },
          { product_name, charge_type: "total", cost: committed + on_demand },
        ];
      });
      const totals = charges.filter(({ charge_type }) => charge_type === "total");
      const [org] = group;
      return {
        type: "cost_by_org",
        id: new Seeded(0, org?.public_id ?? "", toDate(period), group.length).hex(64),
        attributes: {
          account_name,
          account_public_id,
          org_name: isByOrg ? (org?.org_name ?? "") : account_name,
          public_id: isByOrg ? (org?.public_id ?? "") : account_public_id,
          region,
          date: toSeconds(period),
          charges,
          total_cost: totals.reduce((all, { cost }) => all + cost, 0),
        },
      };
    }),
  );
  return { status: 200, json: { data } };
}
