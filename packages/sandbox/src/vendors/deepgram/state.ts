import type { JsonObject } from "../../engine/json.js";

/** The state of the Deepgram sandbox. Names in snake case are the service's own. */
export interface DeepgramState {
  accounts: DeepgramAccount[];
  /** Titles of line items, by name. */
  line_items: Record<string, string>;
}

/** Keys, and the projects that they can access. */
export interface DeepgramAccount {
  name: string;
  /** The handle has the first one. */
  keys: DeepgramKey[];
  /** The main one is first. */
  projects: DeepgramProject[];
}

/** An API key and its permissions. */
export interface DeepgramKey {
  key: string;
  /** Without `billing:read` or `usage:read`, the operations that require it answer 403. */
  permissions: string[];
}

/** A project, the unit of billing. */
export interface DeepgramProject {
  project_id: string;
  name: string;
  /** Usage reduces those in dollars, in this order. */
  balances: DeepgramBalance[];
  /** Purchases, newest first. */
  orders: DeepgramOrder[];
  /** Usage per day. */
  usage: DeepgramUsage[];
  /** Continuing usage: each stream adds usage when a day is over. */
  streams: DeepgramStream[];
  /**
   * A day, `2026-06-01`, at which a breakdown begins by default; without it, where usage begins.
   */
  firstUse?: string;
  /**
   * The last day whose streams are included in the usage; if absent, the day before the state was
   * generated.
   */
  usedUntil?: string;
}

/** Credit, in the service's form. */
export interface DeepgramBalance {
  balance_id: string;
  /** At most eight decimals, as everywhere. */
  amount: number;
  /** `usd` or `hour`. */
  units: string;
  purchase_order_id?: string;
}

/** A purchase, in the service's form. */
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

/** The cost of one kind of usage on one day. */
export interface DeepgramUsage extends DeepgramLabels {
  /** `2026-06-01` */
  date: string;
  dollars: number;
}

/** Usage that continues from day to day. */
export interface DeepgramStream extends DeepgramLabels {
  /** The approximate cost of a busy day, in US dollars: at most 1,000. */
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
/** An object of the contract in the state, with the fields that the service always sends. */
const asDeclared = (schema: string, required: readonly string[]): JsonObject => ({
  allOf: [{ $ref: `contract#/components/schemas/${schema}` }, { required, properties: { amount } }],
});

const labels: JsonObject = {
  accessor: text,
  deployment: { enum: ["hosted", "beta", "self-hosted", "dedicated"], default: "hosted" },
  line_item: text,
  tags: list(text),
};

/** One day's usage, as stored and as added. */
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
          // Characters that both a header and an environment file support.
          key: { ...text, pattern: "^[!-~]+$" },
          permissions: { type: "array", items: text, default: ["billing:read", "usage:read"] },
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
