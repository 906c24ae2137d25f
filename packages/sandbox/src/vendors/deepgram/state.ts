import type { JsonObject } from "../../engine/json.js";

/** What the Deepgram sandbox knows. Names in snake case are the service's own. */
export interface DeepgramState {
  accounts: DeepgramAccount[];
  /** Titles of line items, by name. */
  line_items: Record<string, string>;
}

/** Keys, and the projects that each of them reaches. */
export interface DeepgramAccount {
  name: string;
  /** The first is the one that a handle gives out. */
  keys: DeepgramKey[];
  /** The main one first. */
  projects: DeepgramProject[];
}

/** An API key, and what it may do. */
export interface DeepgramKey {
  key: string;
  /** Without `billing:read` the billing operations are refused with 403. */
  permissions: string[];
}

/** What is billed together. */
export interface DeepgramProject {
  project_id: string;
  name: string;
  /** Usage takes from those in dollars, in this order. */
  balances: DeepgramBalance[];
  /** Purchases, newest first. */
  orders: DeepgramOrder[];
  /** What has been used, day by day. */
  usage: DeepgramUsage[];
  /** What is used on from day to day: each makes usage when a day is over. */
  streams: DeepgramStream[];
  /** A day, `2026-06-01`: a breakdown begins there unless told otherwise, or where usage begins. */
  firstUse?: string;
  /** The last day whose streams are in the usage; the day before the state was made if absent. */
  usedUntil?: string;
}

/** Credit, as the service writes it. */
export interface DeepgramBalance {
  balance_id: string;
  /** At most eight decimals, as everywhere. */
  amount: number;
  /** `usd` or `hour`. */
  units: string;
  purchase_order_id?: string;
}

/** A purchase, as the service writes it. */
export interface DeepgramOrder {
  order_id: string;
  expiration?: string;
  created: string;
  amount: number;
  units: string;
  order_type: string;
}

/** How usage is labelled. */
export interface DeepgramLabels {
  accessor: string;
  deployment: string;
  /** `streaming::nova-3` */
  line_item: string;
  tags: string[];
}

/** What one kind of use cost on one day. */
export interface DeepgramUsage extends DeepgramLabels {
  /** `2026-06-01` */
  date: string;
  dollars: number;
}

/** Use that goes on from day to day. */
export interface DeepgramStream extends DeepgramLabels {
  /** About what a busy day costs, in US dollars: at most 1 000. */
  dailyDollars: number;
}

const text = { type: "string" };
const amount = { type: "number", format: "amount" };
const date = { type: "string", format: "date" };
const list = (items: JsonObject): JsonObject => ({ type: "array", items, default: [] });

function object(required: readonly string[], properties: JsonObject): JsonObject {
  return { type: "object", additionalProperties: false, required, properties };
}

const uuid = { type: "string", format: "uuid" };
/** A part of the state that is an object of the contract, with what the service always sends. */
const asDeclared = (schema: string, required: readonly string[]): JsonObject => ({
  allOf: [{ $ref: `contract#/components/schemas/${schema}` }, { required, properties: { amount } }],
});

const labels: JsonObject = {
  accessor: text,
  deployment: { enum: ["hosted", "beta", "self-hosted", "dedicated"], default: "hosted" },
  line_item: text,
  tags: list(text),
};

/** One day's usage, as the state has it and as it is added. */
export const usageFields: JsonObject = {
  ...labels,
  date,
  dollars: { ...amount, minimum: 0 },
};

export const stateSchema: JsonObject = object(["accounts"], {
  accounts: {
    type: "array",
    minItems: 1,
    items: object(["keys", "projects"], {
      name: { ...text, default: "" },
      keys: {
        type: "array",
        minItems: 1,
        items: object(["key"], {
          // As a header can carry it, and an environment file.
          key: { ...text, pattern: "^[!-~]+$" },
          permissions: { type: "array", items: text, default: ["billing:read"] },
        }),
      },
      projects: {
        type: "array",
        items: object(["project_id"], {
          project_id: uuid,
          name: { ...text, default: "" },
          balances: list(
            asDeclared("GetProjectBalanceV1Response", ["balance_id", "amount", "units"]),
          ),
          orders: list(
            asDeclared("Order", ["order_id", "created", "amount", "units", "order_type"]),
          ),
          usage: list(object(["accessor", "line_item", "date", "dollars"], usageFields)),
          streams: list(
            object(["accessor", "line_item", "dailyDollars"], {
              ...labels,
              dailyDollars: { type: "number", minimum: 0, maximum: 1_000 },
            }),
          ),
          firstUse: date,
          usedUntil: date,
        }),
      },
    }),
  },
  line_items: { type: "object", additionalProperties: text, default: {} },
});
