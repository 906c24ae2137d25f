// Generated from the contract, do not edit: change the contract, then `npm run generate`.
/* eslint-disable @typescript-eslint/consistent-indexed-object-style -- openapi-typescript writes maps so */

/** Operations by path and method, for `rawClient`. */
export interface paths {
  "/2010-04-01/Accounts/{AccountSid}/Balance.json": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the balance
     * @description Gets what is left of the account's balance. Subaccounts have none of their own.
     */
    get: operations["getBalance"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/2010-04-01/Accounts/{AccountSid}/Usage/Records.json": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List usage records
     * @description Lists what the account used, a record per category. Without a period, since the account exists. Categories overlap: `calls` contains `calls-inbound`, and `totalprice` is the sum of all. Never add a category to one that it contains.
     */
    get: operations["listUsageRecords"];
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
    /** @description What is left of an account's balance. */
    Balance: {
      /** @description SID of the account. */
      account_sid?: string | null;
      /** @description The balance in `currency`, a decimal in a string. */
      balance?: string | null;
      /** @description Currency, as an ISO 4217 code such as `USD`. */
      currency?: string | null;
    };
    /** @description Why a request failed. */
    ErrorBody: {
      /** @description Code of the error, such as 20404. */
      code?: number;
      /** @description What went wrong. */
      message?: string;
      /** @description Address of the error's documentation. */
      more_info?: string;
      /** @description The HTTP status. */
      status?: number;
    };
    /** @description What an account used of one category in a period. */
    UsageRecord: {
      /** @description SID of the account. */
      account_sid?: string | null;
      /** @description Version of the API. */
      api_version?: string | null;
      /** @description The time up to which usage is counted, in UTC. */
      as_of?: string | null;
      /** @description Name of the category, such as `calls-inbound`. Parent categories contain others. */
      category?: string | null;
      /** @description Number of events, such as calls, a decimal in a string. */
      count?: string | null;
      /** @description Unit of `count`, such as `calls`. */
      count_unit?: string | null;
      /** @description What the category is. */
      description?: string | null;
      /**
       * Format: date
       * @description Last day, included, in UTC.
       */
      end_date?: string | null;
      /** @description Total in `price_unit`, a decimal in a string although declared a number. */
      price?: null | number | string;
      /**
       * Format: currency
       * @description Currency, as a lowercase ISO 4217 code such as `usd`.
       */
      price_unit?: string | null;
      /**
       * Format: date
       * @description First day, included, in UTC.
       */
      start_date?: string | null;
      /**
       * Format: uri-map
       * @description Addresses of the same category in other periods.
       */
      subresource_uris?: Record<string, never> | null;
      /** @description Address of the record. */
      uri?: string | null;
      /** @description How much was used, a decimal in a string. */
      usage?: string | null;
      /** @description Unit of `usage`, such as `minutes`. */
      usage_unit?: string | null;
    };
    /** @description One page of usage records. */
    UsageRecordsPage: {
      /** @description Index of the page's last record. */
      end?: number;
      /** @description Address of the first page. */
      first_page_uri?: string;
      /** @description Address of the next page. */
      next_page_uri?: string | null;
      /** @description Number of the page. */
      page?: number;
      /** @description Maximum number of items in a page. */
      page_size?: number;
      /** @description Address of the page before. */
      previous_page_uri?: string | null;
      /** @description Index of the page's first record. */
      start?: number;
      /** @description Address of this page. */
      uri?: string;
      /** @description The records, one per category. */
      usage_records?: components["schemas"]["UsageRecord"][];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
/** What is left of an account's balance. */
export type Balance = components["schemas"]["Balance"];
/** Why a request failed. */
export type ErrorBody = components["schemas"]["ErrorBody"];
/** What an account used of one category in a period. */
export type UsageRecord = components["schemas"]["UsageRecord"];
/** One page of usage records. */
export type UsageRecordsPage = components["schemas"]["UsageRecordsPage"];
export type $defs = Record<string, never>;
/** Parameters, bodies and responses by operation id. */
export interface operations {
  getBalance: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description SID of the account or subaccount. */
        AccountSid: string;
      };
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
      /** @description The balance. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Balance"];
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
      /** @description The resource doesn't exist. */
      404: {
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
  listUsageRecords: {
    parameters: {
      query?: {
        /**
         * @description Return only this category, such as `calls-inbound` or `totalprice`.
         * @example totalprice
         */
        Category?: string;
        /** @description Last day, included, in UTC. */
        EndDate?: string;
        /** @description Whether to include the usage of subaccounts. Defaults to `true`. */
        IncludeSubaccounts?: boolean;
        /** @description Number of the page. */
        Page?: number;
        /** @description Maximum number of items in a page. */
        PageSize?: number;
        /** @description Token of the page, from the page before. */
        PageToken?: string;
        /** @description First day, included, in UTC. */
        StartDate?: string;
      };
      header?: never;
      path: {
        /** @description SID of the account or subaccount. */
        AccountSid: string;
      };
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
      /** @description One page of records. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UsageRecordsPage"];
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
      /** @description The resource doesn't exist. */
      404: {
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
