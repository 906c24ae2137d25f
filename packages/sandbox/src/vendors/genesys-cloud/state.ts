import type { JsonObject } from "../../engine/json.js";

/** What the Genesys Cloud sandbox knows. Overviews and usages are as the service writes them. */
export interface GenesysCloudState {
  /** The first is the one that a handle gives the credentials of. */
  organizations: GenesysCloudOrganization[];
  /** Access tokens that have not ended, by their text. */
  tokens: Record<string, GenesysCloudToken>;
  tokensIssued: number;
}

/** A login that has not ended. */
export interface GenesysCloudToken {
  clientId: string;
  /** A date-time. */
  expires: string;
}

/** A partner: who logs in, and reads its own usage and its customers' bills. */
export interface GenesysCloudOrganization {
  id: string;
  name: string;
  clients: GenesysCloudClient[];
  /** What a report takes from when it is first asked for: so many polls and so much time. */
  reporting: { polls?: number; ms?: number };
  /** Reports that have been asked for, or are ready to be. */
  reports: GenesysCloudReport[];
  trustors: GenesysCloudTrustor[];
}

/** An OAuth client, and what its tokens may do. */
export interface GenesysCloudClient {
  clientId: string;
  clientSecret: string;
  permissions: string[];
  /** From 300 to 172 800. */
  tokenLifeSeconds: number;
}

/** A usage report between two instants. */
export interface GenesysCloudReport {
  /** Date-times: the report that is asked for by the same two instants. */
  startDate: string;
  endDate: string;
  /** When it was first asked for. */
  begun?: string;
  /** How often it has been asked for. */
  polls: number;
  /** When it was first answered as complete, if what it holds was made by the sandbox. */
  made?: string;
  /** What it holds once it is complete; made up then if absent. */
  usages?: GenesysCloudUsage[];
}

/** What was used of one product, as the service writes it. */
export interface GenesysCloudUsage {
  name: string;
  totalUsage: string;
  resources: { name: string; date: string }[];
}

/** A customer, whose bills the partner may read. */
export interface GenesysCloudTrustor {
  id: string;
  name: string;
  enabled: boolean;
  /** Overviews by `billingPeriodIndex`: the active period's, then those of closed ones. */
  periods: GenesysCloudOverview[];
  /** By what its periods follow each other and are used; without it nothing changes by itself. */
  terms?: GenesysCloudTerms;
  /** Up to when usage is in the active period; when the state was made if absent. */
  usedUntil?: string;
}

/** How a customer's billing periods are made. */
export interface GenesysCloudTerms {
  /** The day of the month on which its billing periods begin, 1 to 28. */
  firstDay: number;
  /** How large it is beside a middling organization. */
  size: number;
  /** How much of a middling quantity is paid for in advance, 0 to 1. */
  prepaid: number;
}

/** A billing period's bill, as the service writes it. */
export interface GenesysCloudOverview {
  id?: string;
  name?: string;
  organization: { id: string; name: string };
  currency: string;
  enabledProducts: string[];
  subscriptionType: string;
  billingPeriodStartDate: string;
  billingPeriodEndDate: string;
  inRampPeriod?: boolean;
  rampPeriodStartDate?: string;
  rampPeriodEndDate?: string;
  contractAmendmentDate?: string;
  contractEffectiveDate?: string;
  contractEndDate?: string;
  minimumMonthlyAmount?: string;
  usages: GenesysCloudOverviewUsage[];
}

/** Amounts are decimals of at most eight places. */
export interface GenesysCloudOverviewUsage {
  name: string;
  partNumber: string;
  grouping: string;
  unitOfMeasureType: string;
  usageQuantity: string;
  prepayQuantity: string;
  overagePrice?: string;
  prepayPrice?: string;
  usageNotes?: string;
  bundleQuantity?: string;
  isCancellable?: boolean;
  isThirdParty?: boolean;
}

const text = { type: "string" };
const id = { type: "string", minLength: 1 };
const instant = { type: "string", format: "date-time" };
const decimal = { type: "string", format: "decimal" };
const count = { type: "integer", minimum: 0 };
const list = (items: JsonObject): JsonObject => ({ type: "array", items, default: [] });

function object(required: readonly string[], properties: JsonObject): JsonObject {
  return { type: "object", additionalProperties: false, required, properties };
}

/** An object of the contract, and what the sandbox asks of it beyond that. */
function asDeclared(schema: string, more: JsonObject): JsonObject {
  return { allOf: [{ $ref: `contract#/components/schemas/${schema}` }, more] };
}

const overview = asDeclared("TrusteeBillingOverview", {
  required: ["billingPeriodStartDate", "billingPeriodEndDate"],
  properties: {
    // The index in it is the one that is asked for.
    selfUri: false,
    minimumMonthlyAmount: decimal,
    usages: {
      items: {
        properties: {
          usageQuantity: decimal,
          prepayQuantity: decimal,
          overagePrice: decimal,
          prepayPrice: decimal,
          bundleQuantity: decimal,
        },
      },
    },
  },
});

/** As HTTP Basic carries it, and an environment file (RFC 7617, section 2). */
const printable = "[^\\u0000-\\u001f\\u007f";

const client = object(["clientId", "clientSecret"], {
  clientId: { ...id, pattern: `^${printable}:]+$` },
  clientSecret: { ...id, pattern: `^${printable}]+$` },
  permissions: list(text),
  tokenLifeSeconds: { type: "integer", minimum: 300, maximum: 172_800, default: 86_400 },
});

const report = object(["startDate", "endDate"], {
  startDate: instant,
  endDate: instant,
  begun: instant,
  polls: { ...count, default: 0 },
  made: instant,
  usages: {
    type: "array",
    items: asDeclared("BillingUsage", { properties: { totalUsage: decimal } }),
  },
});

const trustor = object(["id", "name"], {
  id,
  name: text,
  enabled: { type: "boolean", default: true },
  periods: list(overview),
  terms: object(["firstDay"], {
    firstDay: { type: "integer", minimum: 1, maximum: 28 },
    size: { type: "number", exclusiveMinimum: 0, maximum: 1_000, default: 1 },
    prepaid: { type: "number", minimum: 0, maximum: 1, default: 0 },
  }),
  usedUntil: instant,
});

export const stateSchema: JsonObject = object(["organizations"], {
  organizations: {
    type: "array",
    minItems: 1,
    items: object(["id", "clients"], {
      id,
      name: { ...text, default: "" },
      clients: { type: "array", minItems: 1, items: client },
      reporting: { ...object([], { polls: count, ms: count }), default: {} },
      reports: list(report),
      trustors: list(trustor),
    }),
  },
  tokens: {
    type: "object",
    additionalProperties: object(["clientId", "expires"], { clientId: text, expires: instant }),
    default: {},
  },
  tokensIssued: { ...count, default: 0 },
});
