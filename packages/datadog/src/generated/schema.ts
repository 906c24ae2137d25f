// Generated from the contract, do not edit: change the contract, then `npm run generate`.
/* eslint-disable @typescript-eslint/consistent-indexed-object-style -- openapi-typescript writes maps so */

/** Operations by path and method, for `rawClient`. */
export interface paths {
  "/api/v2/usage/estimated_cost": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get estimated cost
     * @description Gets what the current and the previous month are estimated to cost, computed from the usage so far. Estimates change until the month is billed; use `getHistoricalCost` for months that are. Give either months or days.
     */
    get: operations["getEstimatedCost"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v2/usage/historical_cost": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get historical cost
     * @description Gets what months have cost. A month is there from about the 16th of the next one on.
     */
    get: operations["getHistoricalCost"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
/** The contract's schemas by name. */
export interface components {
  schemas: {
    /** @description What one product cost. */
    Charge: {
      /** @description `committed`, `on_demand`, or `total`, which is the sum of the others. */
      charge_type?: string;
      /** @description Amount in US dollars. */
      cost?: number;
      /** @description Name of the product, such as `infra_host`. */
      product_name?: string;
    };
    /** @description What one period cost one account or organization. */
    CostByOrg: {
      attributes?: components["schemas"]["CostByOrgAttributes"];
      /** @description Id of the entry. */
      id?: string;
      /**
       * @description Always `cost_by_org`.
       * @default cost_by_org
       */
      type?: "cost_by_org" | (string & {});
    };
    /** @description What one period cost one account or organization. */
    CostByOrgAttributes: {
      /** @description Name of the account. */
      account_name?: string;
      /** @description Id of the account. */
      account_public_id?: string;
      /** @description The charges of each product. A product has a charge per `charge_type`, and `total` is the sum of the others: never add it to them. */
      charges?: components["schemas"]["Charge"][];
      /**
       * Format: date-time
       * @description Start of the month or day, in UTC.
       */
      date?: string;
      /** @description Name of the organization. */
      org_name?: string;
      /** @description Id of the organization. */
      public_id?: string;
      /** @description Region of the Datadog site, such as `us`. */
      region?: string;
      /** @description Sum in US dollars. */
      total_cost?: number;
    };
    /** @description Costs by month or day. */
    CostByOrgResponse: {
      /** @description One entry per period and organization. */
      data?: components["schemas"]["CostByOrg"][];
    };
    /** @description Why a request failed. */
    ErrorBody: {
      /** @description What went wrong, one text per problem. */
      errors: string[];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
/** What one product cost. */
export type Charge = components["schemas"]["Charge"];
/** What one period cost one account or organization. */
export type CostByOrg = components["schemas"]["CostByOrg"];
/** What one period cost one account or organization. */
export type CostByOrgAttributes = components["schemas"]["CostByOrgAttributes"];
/** Costs by month or day. */
export type CostByOrgResponse = components["schemas"]["CostByOrgResponse"];
/** Why a request failed. */
export type ErrorBody = components["schemas"]["ErrorBody"];
export type $defs = Record<string, never>;
/** Parameters, bodies and responses by operation id. */
export interface operations {
  getEstimatedCost: {
    parameters: {
      query?: {
        /** @description `cumulative` returns, for each day, the cost since the start of its month. */
        cost_aggregation?: "cumulative";
        /** @description Last day, included. */
        end_date?: string;
        /**
         * @description Last month, included. Defaults to the first.
         * @example 2026-06-01T00:00:00Z
         */
        end_month?: string;
        /** @description Whether to include accounts that are connected to this one. */
        include_connected_accounts?: boolean;
        /** @description First day, as a date and time in UTC. At most two months ago. */
        start_date?: string;
        /**
         * @description First month, as a date and time in UTC of which only year and month count.
         * @example 2026-05-01T00:00:00Z
         */
        start_month?: string;
        /** @description `summary` returns one entry for the account, `sub-org` one per organization. Defaults to `summary`. */
        view?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The service failed. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The costs, an entry per month or day and account or organization. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CostByOrgResponse"];
        };
      };
      /** @description The request is invalid. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The credential is missing or invalid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The credential lacks a permission that the operation requires. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  getHistoricalCost: {
    parameters: {
      query: {
        /**
         * @description Last month, included. Defaults to the first.
         * @example 2026-06-01T00:00:00Z
         */
        end_month?: string;
        /** @description Whether to include accounts that are connected to this one. */
        include_connected_accounts?: boolean;
        /**
         * @description First month, as a date and time in UTC of which only year and month count.
         * @example 2026-05-01T00:00:00Z
         */
        start_month: string;
        /** @description `summary` returns one entry for the account, `sub-org` one per organization. Defaults to `summary`. */
        view?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The service failed. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The costs, an entry per month or day and account or organization. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CostByOrgResponse"];
        };
      };
      /** @description The request is invalid. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The credential is missing or invalid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The credential lacks a permission that the operation requires. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
}
