import { toSeconds } from "../../engine/clock.js";
import { Seeded } from "../../engine/seeded.js";
import type { World } from "../../engine/vendor.js";
import { makePeriod, type Lasting } from "./overview.js";
import { billingPeriod } from "./periods.js";
import type { GenesysCloudState, GenesysCloudTrustor } from "./state.js";
import { tokenAlphabet } from "./tokens.js";

const permissions = [
  "affiliateOrganization:clientBilling:view",
  "authorization:orgTrustor:view",
  "billing:subscription:read",
  "billing:subscription:view",
];

const tokenLifeSeconds = 86_400;

/** The properties of a generated customer. */
interface Customer {
  readonly name: string;
  readonly currency: string;
  readonly subscriptionType: string;
  readonly firstDay: number;
  readonly size: number;
  readonly prepaid: number;
  readonly minimumMonthlyAmount?: string;
  /** Billing periods that have an overview: the active one and earlier ones. */
  readonly periods: number;
  /** In billing periods: how long it runs, and how many ago it began and was last changed. */
  readonly contract?: {
    readonly length: number;
    readonly begun: number;
    readonly amended?: number;
  };
  /** In billing periods: how many ago the ramp began, and how many after this one it continues. */
  readonly ramp?: { readonly begun: number; readonly left: number };
}

const customers: readonly Customer[] = [
  {
    name: "Northwind Helpline",
    currency: "USD",
    subscriptionType: "PREPAY_MONTHLY_COMMITMENT",
    firstDay: 1,
    size: 1,
    prepaid: 0.9,
    minimumMonthlyAmount: "12500.00",
    periods: 18,
    contract: { length: 36, begun: 18, amended: 4 },
  },
  {
    name: "Hafenhandel GmbH",
    currency: "EUR",
    subscriptionType: "MONTH_TO_MONTH",
    firstDay: 15,
    size: 0.4,
    prepaid: 0,
    periods: 12,
  },
  {
    name: "Bright Dental Group",
    currency: "USD",
    subscriptionType: "PREPAY",
    firstDay: 1,
    size: 0.7,
    prepaid: 0.5,
    minimumMonthlyAmount: "4200.00",
    periods: 4,
    contract: { length: 12, begun: 3 },
    ramp: { begun: 3, left: 2 },
  },
];

/** A partner with three customers. Its second client can list customers but not read bills. */
export function makeState(world: World): GenesysCloudState {
  const client = (name: string, granted: readonly string[]) => {
    const random = new Seeded(world.seed, name);
    const clientId = random.uuid();
    const clientSecret = random.word(43, tokenAlphabet);
    return { clientId, clientSecret, permissions: [...granted], tokenLifeSeconds };
  };
  return {
    organizations: [
      {
        id: organizationId(world, "Sandbox Partner"),
        name: "Sandbox Partner",
        clients: [
          client("oauth client", permissions),
          client("limited oauth client", ["authorization:orgTrustor:view"]),
        ],
        reporting: {},
        reports: [],
        trustors: customers.map((customer) => makeTrustor(world, customer)),
      },
    ],
    tokens: {},
    tokensIssued: 0,
  };
}

function organizationId({ seed }: World, name: string): string {
  return new Seeded(seed, "organization", name).uuid();
}

function makeTrustor(world: World, customer: Customer): GenesysCloudTrustor {
  const { name, firstDay, size, prepaid } = customer;
  const trustor = { id: organizationId(world, name), name };
  const terms = { firstDay, size, prepaid };
  const now = world.clock.now();
  const lasting: Lasting = {
    currency: customer.currency,
    subscriptionType: customer.subscriptionType,
    inRampPeriod: customer.ramp !== undefined,
    ...rampDates(now, customer),
    ...contractDates(now, customer),
    ...(customer.minimumMonthlyAmount === undefined
      ? {}
      : { minimumMonthlyAmount: customer.minimumMonthlyAmount }),
  };
  const periods = Array.from({ length: customer.periods }, (_, index) =>
    makePeriod(world, trustor, terms, lasting, billingPeriod(now, firstDay, index)),
  );
  const usedUntil = new Date(now).toISOString();
  return { ...trustor, enabled: true, periods, terms, usedUntil };
}

function rampDates(now: number, { ramp, firstDay }: Customer) {
  if (!ramp) return {};
  return {
    rampPeriodStartDate: toSeconds(billingPeriod(now, firstDay, ramp.begun).startMs),
    rampPeriodEndDate: toSeconds(billingPeriod(now, firstDay, -ramp.left).endMs),
  };
}

function contractDates(now: number, { contract, firstDay }: Customer) {
  if (!contract) return {};
  const { length, begun, amended } = contract;
  return {
    contractEffectiveDate: toSeconds(billingPeriod(now, firstDay, begun).startMs),
    contractEndDate: toSeconds(billingPeriod(now, firstDay, begun - length + 1).endMs),
    ...(amended === undefined
      ? {}
      : { contractAmendmentDate: toSeconds(billingPeriod(now, firstDay, amended).startMs) }),
  };
}
