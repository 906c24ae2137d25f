import type { JsonObject } from "../../engine/json.js";

/** The state of the Genesys Cloud sandbox. Overviews and usages have the service's form. */
export interface GenesysCloudState {
  /** The handle has the credentials of the first one. */
  organizations: GenesysCloudOrganization[];
  /** Access tokens that haven't expired, by token. */
  tokens: Record<string, GenesysCloudToken>;
  tokensIssued: number;
}

/** A login that hasn't expired. */
export interface GenesysCloudToken {
  clientId: string;
  /** A date-time. */
  expires: string;
}

/** A partner: logs in, and reads its own usage and its customers' bills. */
export interface GenesysCloudOrganization {
  id: string;
  name: string;
  clients: GenesysCloudClient[];
  /**
   * When a report is complete, counted from its first request: after this many polls and this much
   * time.
   */
  reporting: { polls?: number; ms?: number };
  /** Reports that were requested, or are prepared in advance. */
  reports: GenesysCloudReport[];
  trustors: GenesysCloudTrustor[];
}

/** An OAuth client and the permissions of its tokens. */
export interface GenesysCloudClient {
  clientId: string;
  clientSecret: string;
  permissions: string[];
  /** From 300 to 172,800. */
  tokenLifeSeconds: number;
}

/** A usage report between two instants. */
export interface GenesysCloudReport {
  /** Date-times: requests with the same two instants get this report. */
  startDate: string;
  endDate: string;
  /** When it was first requested. */
  begun?: string;
  /** How many times it was requested. */
  polls: number;
  /** When it was first returned as complete, if the sandbox generated its content. */
  made?: string;
  /** Its content once it is complete; generated then if absent. */
  usages?: GenesysCloudUsage[];
}

/** The usage of one product, in the service's form. */
export interface GenesysCloudUsage {
  name: string;
  totalUsage: string;
  resources: { name: string; date: string }[];
}

/** A customer whose bills the partner can read. */
export interface GenesysCloudTrustor {
  id: string;
  name: string;
  enabled: boolean;
  /** Overviews by `billingPeriodIndex`: the active period's, then those of closed ones. */
  periods: GenesysCloudOverview[];
  /**
   * The rules by which periods follow each other and grow; without them nothing changes by itself.
   */
  terms?: GenesysCloudTerms;
  /** Until when the active period includes usage; if absent, when the state was generated. */
  usedUntil?: string;
}

/** How a customer's billing periods are generated. */
export interface GenesysCloudTerms {
  /** The day of the month on which its billing periods begin, 1 to 28. */
  firstDay: number;
  /** Its size relative to a medium-sized organization. */
  size: number;
  /** The prepaid part of a typical quantity, 0 to 1. */
  prepaid: number;
}

/** A billing period's bill, in the service's form. */
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

/** Amounts are decimals with at most eight places. */
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

/** An object of the contract, and the sandbox's additional requirements. */
function asDeclared(schema: string, more: JsonObject): JsonObject {
  return { allOf: [{ $ref: `contract#/components/schemas/${schema}` }, more] };
}

const overview = asDeclared("TrusteeBillingOverview", {
  required: ["billingPeriodStartDate", "billingPeriodEndDate"],
  properties: {
    // The index in it is the requested one.
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

/** Characters that both HTTP Basic and an environment file support (RFC 7617, section 2). */
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
