// Generated from the contract, do not edit: change the contract, then `npm run generate`.
/* eslint-disable @typescript-eslint/consistent-indexed-object-style -- openapi-typescript writes maps so */

/** Operations by path and method, for `rawClient`. */
export interface paths {
  "/organization/costs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List costs
     * @description Lists an organization's costs, a bucket per day. Days are in UTC. Without `group_by`, each day has one result, the sum. The current day's costs, and recent ones, may still change.
     */
    get: operations["listCosts"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/organization/usage/completions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List usage of completions
     * @description Lists how many tokens and requests an organization used for text and image generation, a bucket per minute, hour or day. It has quantities and no prices.
     */
    get: operations["listCompletionsUsage"];
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
    /** @description The usage of one bucket. */
    CompletionsUsageBucket: {
      /** @description End of the bucket, excluded, as a Unix time in seconds. */
      end_time: number;
      /** @description Always `bucket`. */
      object: "bucket" | (string & {});
      /** @description One entry per combination of the fields in `group_by`. Empty if there was none. */
      results: components["schemas"]["CompletionsUsageResult"][];
      /** @description Start of the bucket, included, as a Unix time in seconds. */
      start_time: number;
    };
    /** @description One page of usage. */
    CompletionsUsagePage: {
      /** @description The buckets, oldest first. */
      data: components["schemas"]["CompletionsUsageBucket"][];
      /** @description Whether there are more pages. */
      has_more: boolean;
      /** @description Cursor of the next page; null on the last. */
      next_page: string | null;
      /** @description Always `page`. */
      object: "page" | (string & {});
    };
    /** @description The use of one combination of fields. */
    CompletionsUsageResult: {
      /** @description Id of the API key. Null unless grouped by. */
      api_key_id?: string | null;
      /** @description Whether it was a batch job. Null unless grouped by. */
      batch?: boolean | null;
      input_audio_tokens?: number;
      input_cache_write_tokens?: number;
      input_cached_audio_tokens?: number;
      input_cached_image_tokens?: number;
      input_cached_text_tokens?: number;
      /** @description Number of input tokens that came from the cache. */
      input_cached_tokens?: number;
      input_image_tokens?: number;
      input_text_tokens?: number;
      /** @description Number of input tokens, cached ones included. */
      input_tokens: number;
      input_uncached_tokens?: number;
      /** @description Name of the model. Null unless grouped by. */
      model?: string | null;
      /** @description Number of requests. */
      num_model_requests: number;
      /** @description Always `organization.usage.completions.result`. */
      object: "organization.usage.completions.result" | (string & {});
      output_audio_tokens?: number;
      output_image_tokens?: number;
      output_text_tokens?: number;
      /** @description Number of output tokens. */
      output_tokens: number;
      /** @description Id of the project. Null unless grouped by. */
      project_id?: string | null;
      /** @description Service tier. Null unless grouped by. */
      service_tier?: string | null;
      /** @description Id of the user. Null unless grouped by. */
      user_id?: string | null;
    };
    /** @description An amount of money. */
    CostsAmount: {
      /** @description Currency, as a lowercase ISO 4217 code such as `usd`. */
      currency?: string;
      /** @description The amount in `currency`: a decimal string since May 2026, a number before. Add amounts as decimals, not as floats. */
      value?: number | string;
    };
    /** @description The costs of one day. */
    CostsBucket: {
      /** @description End of the bucket, excluded, as a Unix time in seconds. */
      end_time: number;
      /** @description Always `bucket`. */
      object: "bucket" | (string & {});
      /** @description One entry per combination of the fields in `group_by`. Empty if there was none. */
      results: components["schemas"]["CostsResult"][];
      /** @description Start of the bucket, included, as a Unix time in seconds. */
      start_time: number;
    };
    /** @description One page of costs. */
    CostsPage: {
      /** @description The buckets, oldest first. */
      data: components["schemas"]["CostsBucket"][];
      /** @description Whether there are more pages. */
      has_more: boolean;
      /** @description Cursor of the next page; null on the last. */
      next_page: string | null;
      /** @description Always `page`. */
      object: "page" | (string & {});
    };
    /** @description What one combination of fields cost. */
    CostsResult: {
      amount?: components["schemas"]["CostsAmount"];
      /** @description Id of the API key. Null unless grouped by. */
      api_key_id?: string | null;
      /** @description What was charged for, such as `gpt-5-mini-2025-08-07, input`. Null unless grouped by. */
      line_item?: string | null;
      /** @description Always `organization.costs.result`. */
      object: "organization.costs.result" | (string & {});
      /** @description Id of the project. Null unless grouped by. */
      project_id?: string | null;
      /** @description How much was used, in `quantity_unit`. Null unless grouped by line item. */
      quantity?: number | null;
      quantity_unit?: components["schemas"]["CostsResultQuantityUnit"] | null;
    };
    /** @description Unit of a quantity. */
    CostsResultQuantityUnit:
      | "tokens"
      | "1000_tokens"
      | "duration_seconds"
      | "duration_minutes"
      | "duration_hours"
      | "gibibyte_hours"
      | "images"
      | "characters"
      | (string & {});
    /** @description Why a request failed. */
    ErrorModel: {
      /** @description Code of the error, such as `invalid_api_key`. */
      code: string | null;
      /** @description What went wrong. */
      message: string;
      /** @description The parameter that caused it. */
      param: string | null;
      /** @description Kind of error, such as `invalid_request_error`. */
      type: string;
    };
    /** @description Why a request failed. */
    ErrorResponse: {
      error: components["schemas"]["ErrorModel"];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
/** The usage of one bucket. */
export type CompletionsUsageBucket = components["schemas"]["CompletionsUsageBucket"];
/** One page of usage. */
export type CompletionsUsagePage = components["schemas"]["CompletionsUsagePage"];
/** The use of one combination of fields. */
export type CompletionsUsageResult = components["schemas"]["CompletionsUsageResult"];
/** An amount of money. */
export type CostsAmount = components["schemas"]["CostsAmount"];
/** The costs of one day. */
export type CostsBucket = components["schemas"]["CostsBucket"];
/** One page of costs. */
export type CostsPage = components["schemas"]["CostsPage"];
/** What one combination of fields cost. */
export type CostsResult = components["schemas"]["CostsResult"];
/** Unit of a quantity. */
export type CostsResultQuantityUnit = components["schemas"]["CostsResultQuantityUnit"];
/** Why a request failed. */
export type ErrorModel = components["schemas"]["ErrorModel"];
/** Why a request failed. */
export type ErrorResponse = components["schemas"]["ErrorResponse"];
export type $defs = Record<string, never>;
/** Parameters, bodies and responses by operation id. */
export interface operations {
  listCosts: {
    parameters: {
      query: {
        /** @description Return only these API keys. Defaults to all. */
        api_key_ids?: string[];
        /** @description The time that each bucket covers. */
        bucket_width?: "1d";
        /** @description End of the period, excluded, as a Unix time in seconds. Defaults to now. */
        end_time?: number;
        /**
         * @description Fields to split each bucket by, sent as repeated keys. A field that isn't listed is null in the results.
         * @example [
         *       "line_item"
         *     ]
         */
        group_by?: ("project_id" | "line_item" | "api_key_id")[];
        /** @description Number of buckets in a page. */
        limit?: number;
        /** @description Cursor of the page, from `next_page` of the page before. */
        page?: string;
        /** @description Return only these projects. Defaults to all. */
        project_ids?: string[];
        /**
         * @description Start of the period, included, as a Unix time in seconds.
         * @example 1780272000
         */
        start_time: number;
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
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description One page of buckets. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CostsPage"];
        };
      };
      /** @description The request is invalid. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The credential is missing or invalid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The credential lacks a permission that the operation requires. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
  listCompletionsUsage: {
    parameters: {
      query: {
        /** @description Return only these API keys. Defaults to all. */
        api_key_ids?: string[];
        /** @description `true` returns only batch jobs, `false` everything else. Defaults to both. */
        batch?: boolean;
        /** @description The time that each bucket covers. */
        bucket_width?: "1m" | "1h" | "1d";
        /** @description End of the period, excluded, as a Unix time in seconds. Defaults to now. */
        end_time?: number;
        /**
         * @description Fields to split each bucket by, sent as repeated keys. A field that isn't listed is null in the results.
         * @example [
         *       "model"
         *     ]
         */
        group_by?: ("project_id" | "user_id" | "api_key_id" | "model" | "batch" | "service_tier")[];
        /** @description Number of buckets in a page. Defaults to 7 days (at most 31), 24 hours (at most 168) or 60 minutes (at most 1440). */
        limit?: number;
        /** @description Return only these models. Defaults to all. */
        models?: string[];
        /** @description Cursor of the page, from `next_page` of the page before. */
        page?: string;
        /** @description Return only these projects. Defaults to all. */
        project_ids?: string[];
        /**
         * @description Start of the period, included, as a Unix time in seconds.
         * @example 1780272000
         */
        start_time: number;
        /** @description Return only these users. Defaults to all. */
        user_ids?: string[];
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
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description One page of buckets. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["CompletionsUsagePage"];
        };
      };
      /** @description The request is invalid. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The credential is missing or invalid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description The credential lacks a permission that the operation requires. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
      /** @description Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
        };
      };
    };
  };
}
