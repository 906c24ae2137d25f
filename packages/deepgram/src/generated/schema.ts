// Generated from the contract, do not edit: change the contract, then `npm run generate`.
/* eslint-disable @typescript-eslint/consistent-indexed-object-style -- openapi-typescript writes maps so */

/** Operations by path and method, for `rawClient`. */
export interface paths {
  "/v1/projects": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List projects
     * @description Lists the projects that the API key can see, with the ids that the billing operations take.
     */
    get: operations["listProjects"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/projects/{project_id}/balances": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List a project's balances
     * @description Lists what a project has left to spend. A project can have several balances, one per grant or purchase, in different units. Don't add amounts in different units.
     */
    get: operations["listBalances"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/projects/{project_id}/balances/{balance_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get one balance
     * @description Gets one of the balances that `listBalances` lists.
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
  "/v1/projects/{project_id}/billing/breakdown": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Break down a project's costs
     * @description Adds up the cost of a project's usage, in US dollars. Filters limit the usage that is counted; `grouping` splits the sum by one or more dimensions, with one result per combination that occurs. `listBillingFields` returns the values for the filters.
     */
    get: operations["getBillingBreakdown"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/projects/{project_id}/billing/fields": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the values to filter costs by
     * @description Lists the accessors, deployments, tags and line items of a project's usage in a period: the values for the filters of `getBillingBreakdown`.
     */
    get: operations["listBillingFields"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/projects/{project_id}/purchases": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List a project's purchases
     * @description Lists the orders that added credit to a project, with their original amounts. There are no pages: a response with `limit` orders may be incomplete.
     */
    get: operations["listPurchases"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v1/projects/{project_id}/usage/breakdown": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Break down a project's usage
     * @description Adds up the quantities of a project's usage: hours of audio, tokens, characters and requests. Filters limit the usage that is counted; `grouping` splits the sums by one dimension. Unlike `getBillingBreakdown`, it has no line items.
     */
    get: operations["getUsageBreakdown"];
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
    /** @description A combination of dimensions. Dimensions that the request didn't group by are null or absent. */
    BillingBreakdownGrouping: {
      /** @description Id under which requests were made; not always a UUID. Null unless grouped by. May be absent. */
      accessor?: string | null;
      /** @description Kind of deployment, such as `hosted`. Null unless grouped by. May be absent. */
      deployment?: string | null;
      /**
       * Format: date
       * @description End of the period of this group, as `YYYY-MM-DD`. May be absent.
       */
      end?: string;
      /** @description Key of the line item, such as `streaming::nova-3`. Null unless grouped by. May be absent. */
      line_item?: string | null;
      /**
       * Format: date
       * @description Start of the period of this group, as `YYYY-MM-DD`. May be absent.
       */
      start?: string;
      /** @description Tags of the requests. Null unless grouped by. May be absent. */
      tags?: string[] | null;
    };
    /** @description A length of time, such as 1 `day`. */
    BillingBreakdownResolution: {
      /** @description Number of `units`. */
      amount: number;
      /** @description Unit of time, such as `day`. */
      units: string;
    };
    /** @description The cost of one combination of dimensions. */
    BillingBreakdownResult: {
      /** @description Cost in US dollars, with up to 8 decimals. Add amounts as decimals, not as floats. */
      dollars: number;
      /** @description The combination of dimensions that the cost belongs to. */
      grouping: components["schemas"]["BillingBreakdownGrouping"];
    };
    /** @description Costs of a project in a period, split by the requested dimensions. */
    BillingBreakdownV1Response: {
      /**
       * Format: date
       * @description Last day of the period, as `YYYY-MM-DD`.
       */
      end: string;
      /** @description The time that each result covers. */
      resolution: components["schemas"]["BillingBreakdownResolution"];
      /** @description One entry per combination of the requested dimensions. */
      results: components["schemas"]["BillingBreakdownResult"][];
      /**
       * Format: date
       * @description First day of the period, as `YYYY-MM-DD`.
       */
      start: string;
    };
    /** @description An error in one of the service's forms. */
    ErrorResponse:
      | string
      | components["schemas"]["ErrorResponseLegacyError"]
      | components["schemas"]["ErrorResponseModernError"];
    /** @description An error in the older form. */
    ErrorResponseLegacyError: {
      /** @description Code of the error, such as `INVALID_AUTH`, `INSUFFICIENT_PERMISSIONS`, `PROJECT_NOT_FOUND` or `TOO_MANY_REQUESTS`. May be absent. */
      err_code?: string;
      /** @description Error message for people. May be absent. */
      err_msg?: string;
      /** @description Id of the request, for the vendor's support; also in the header `dg-request-id`. May be absent. */
      request_id?: string;
    };
    /** @description An error in the newer form. */
    ErrorResponseModernError: {
      /** @description Code of the error, such as `UNAUTHORIZED` or `NOT_FOUND`. May be absent. */
      category?: string;
      /** @description Hint for people. May be absent. */
      details?: string;
      /** @description Error message for people. May be absent. */
      message?: string;
      /** @description Id of the request, for the vendor's support; also in the header `dg-request-id`. May be absent. */
      request_id?: string;
    };
    /** @description What is left of one grant or purchase. */
    GetProjectBalanceV1Response: {
      /**
       * @description What is left, in `units`, with up to 8 decimals. May be absent, which doesn't mean that nothing is left; the default of 0 is only the vendor's declaration.
       * @default 0
       */
      amount?: number;
      /** @description Id of the balance, for `getBalance`. May be absent. */
      balance_id?: string;
      /** @description Id or reference of the purchase that the balance comes from. May be absent. */
      purchase_order_id?: string;
      /** @description Unit of `amount`, in lower case, usually `usd` (US dollars), sometimes `hour`. May be absent. */
      units?: string;
    };
    /** @description Filter values that occur in a project's usage. */
    ListBillingFieldsV1Response: {
      /** @description Values for the filter `accessor`; not always UUIDs. May be absent. */
      accessors?: string[];
      /** @description Kinds of deployment that were used. Can contain `dedicated`, which isn't valid for the filter `deployment`. May be absent. */
      deployments?: ("hosted" | "beta" | "self-hosted" | "dedicated" | (string & {}))[];
      /** @description Key of each line item, for the filter `line_item`, mapped to its display name. May be absent. */
      line_items?: {
        [key: string]: string;
      };
      /** @description Values for the filter `tag`. May be absent. */
      tags?: string[];
    };
    /** @description Balances of a project. */
    ListProjectBalancesV1Response: {
      /** @description One entry per balance. May be absent; treat that as empty. */
      balances?: components["schemas"]["GetProjectBalanceV1Response"][];
    };
    /** @description Orders that added credit to a project. */
    ListProjectPurchasesV1Response: {
      /** @description One entry per order. May be absent; treat that as empty. */
      orders?: components["schemas"]["Order"][];
    };
    /** @description Projects that an API key can see. */
    ListProjectsV1Response: {
      /** @description One entry per project. May be absent; treat that as empty. */
      projects?: components["schemas"]["Project"][];
    };
    /** @description A purchase or grant with its original amount; `listBalances` returns what is left. */
    Order: {
      /** @description Original amount of the order, in `units`. May be absent. */
      amount?: number;
      /**
       * Format: date-time
       * @description When the order was created, as a date and time in UTC with microseconds, which a JavaScript `Date` truncates to milliseconds. May be absent.
       */
      created?: string;
      /**
       * Format: date-time
       * @description When the remaining amount expires, as a date and time in UTC. May be absent.
       */
      expiration?: string;
      /**
       * Format: uuid
       * @description Id of the order, a UUID. May be absent.
       */
      order_id?: string;
      /** @description Kind of order, such as `promotional`. May be absent. */
      order_type?: string;
      /** @description Unit of `amount`, in lower case, usually `usd` (US dollars), sometimes `hour`. May be absent. */
      units?: string;
    };
    /** @description A project, which has keys, usage and bills. */
    Project: {
      /** @description Name of the project. May be absent. */
      name?: string;
      /** @description Id of the project, for the `project_id` of other operations. May be absent. */
      project_id?: string;
    };
    /** @description A combination of dimensions. Dimensions that the request didn't group by are null or absent. */
    UsageBreakdownGrouping: {
      /** @description Id under which requests were made; not always a UUID. Null unless grouped by. May be absent. */
      accessor?: string | null;
      /** @description Kind of deployment, such as `hosted`. Null unless grouped by. May be absent. */
      deployment?: string | null;
      /**
       * Format: date
       * @description End of the period of this group, as `YYYY-MM-DD`. May be absent.
       */
      end?: string;
      /** @description Part of the service, such as `listen`. Null unless grouped by. May be absent. */
      endpoint?: string | null;
      /** @description Features that the requests used, such as `punctuate`. Null unless grouped by. May be absent. */
      feature_set?: string | null;
      /** @description Kind of request, such as `streaming`. Null unless grouped by. May be absent. */
      method?: string | null;
      /** @description Names of the models, such as `Nova-2`. Null unless grouped by. May be absent. */
      models?: string[] | null;
      /**
       * Format: date
       * @description Start of the period of this group, as `YYYY-MM-DD`. May be absent.
       */
      start?: string;
      /** @description Tags of the requests. Null unless grouped by. May be absent. */
      tags?: string[] | null;
    };
    /** @description A length of time, such as 1 `day`. */
    UsageBreakdownResolution: {
      /** @description Number of `units`. */
      amount: number;
      /** @description Unit of time, such as `day`. */
      units: string;
    };
    /** @description The quantities of one combination of dimensions. */
    UsageBreakdownResult: {
      /** @description Hours of voice agents. */
      agent_hours: number;
      /** @description The combination of dimensions that the quantities belong to. */
      grouping: components["schemas"]["UsageBreakdownGrouping"];
      /** @description Hours of audio, with many decimals. */
      hours: number;
      /** @description Number of requests. */
      requests: number;
      /** @description Number of input tokens. */
      tokens_in: number;
      /** @description Number of output tokens. */
      tokens_out: number;
      /** @description Hours of audio with all processing; at least `hours`. */
      total_hours: number;
      /** @description Number of characters turned into speech. */
      tts_characters: number;
    };
    /** @description Quantities of a project's usage in a period, split by the requested dimension. */
    UsageBreakdownV1Response: {
      /**
       * Format: date
       * @description Last day of the period, as `YYYY-MM-DD`.
       */
      end: string;
      /** @description The time that each result covers. */
      resolution: components["schemas"]["UsageBreakdownResolution"];
      /** @description One entry per day and value of the requested dimension. */
      results: components["schemas"]["UsageBreakdownResult"][];
      /**
       * Format: date
       * @description First day of the period, as `YYYY-MM-DD`.
       */
      start: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
/** A combination of dimensions. Dimensions that the request didn't group by are null or absent. */
export type BillingBreakdownGrouping = components["schemas"]["BillingBreakdownGrouping"];
/** A length of time, such as 1 `day`. */
export type BillingBreakdownResolution = components["schemas"]["BillingBreakdownResolution"];
/** The cost of one combination of dimensions. */
export type BillingBreakdownResult = components["schemas"]["BillingBreakdownResult"];
/** Costs of a project in a period, split by the requested dimensions. */
export type BillingBreakdownV1Response = components["schemas"]["BillingBreakdownV1Response"];
/** An error in one of the service's forms. */
export type ErrorResponse = components["schemas"]["ErrorResponse"];
/** An error in the older form. */
export type ErrorResponseLegacyError = components["schemas"]["ErrorResponseLegacyError"];
/** An error in the newer form. */
export type ErrorResponseModernError = components["schemas"]["ErrorResponseModernError"];
/** What is left of one grant or purchase. */
export type GetProjectBalanceV1Response = components["schemas"]["GetProjectBalanceV1Response"];
/** Filter values that occur in a project's usage. */
export type ListBillingFieldsV1Response = components["schemas"]["ListBillingFieldsV1Response"];
/** Balances of a project. */
export type ListProjectBalancesV1Response = components["schemas"]["ListProjectBalancesV1Response"];
/** Orders that added credit to a project. */
export type ListProjectPurchasesV1Response =
  components["schemas"]["ListProjectPurchasesV1Response"];
/** Projects that an API key can see. */
export type ListProjectsV1Response = components["schemas"]["ListProjectsV1Response"];
/** A purchase or grant with its original amount; `listBalances` returns what is left. */
export type Order = components["schemas"]["Order"];
/** A project, which has keys, usage and bills. */
export type Project = components["schemas"]["Project"];
/** A combination of dimensions. Dimensions that the request didn't group by are null or absent. */
export type UsageBreakdownGrouping = components["schemas"]["UsageBreakdownGrouping"];
/** A length of time, such as 1 `day`. */
export type UsageBreakdownResolution = components["schemas"]["UsageBreakdownResolution"];
/** The quantities of one combination of dimensions. */
export type UsageBreakdownResult = components["schemas"]["UsageBreakdownResult"];
/** Quantities of a project's usage in a period, split by the requested dimension. */
export type UsageBreakdownV1Response = components["schemas"]["UsageBreakdownV1Response"];
export type $defs = Record<string, never>;
/** Parameters, bodies and responses by operation id. */
export interface operations {
  listProjects: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The service, or a gateway in front of it, failed. The same request may succeed later. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The projects that the key can see. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ListProjectsV1Response"];
        };
      };
      /** @description The service rejected the request, for example because of a parameter's value. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is missing or invalid, or lacks a permission. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is valid but lacks the permission, `billing:read` or `usage:read`. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description Too many requests. A `Retry-After` header isn't guaranteed. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
    };
  };
  listBalances: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the project, from `listProjects`. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The service, or a gateway in front of it, failed. The same request may succeed later. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The project's balances. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ListProjectBalancesV1Response"];
        };
      };
      /** @description The service rejected the request, for example because of a parameter's value. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is missing or invalid, or lacks a permission. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is valid but lacks the permission, `billing:read` or `usage:read`. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The key can't see such a project, or the id isn't valid. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description Too many requests. A `Retry-After` header isn't guaranteed. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
    };
  };
  getBalance: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the balance, from `listBalances`. */
        balance_id: string;
        /** @description Id of the project, from `listProjects`. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The service, or a gateway in front of it, failed. The same request may succeed later. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The balance. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["GetProjectBalanceV1Response"];
        };
      };
      /** @description The service rejected the request, for example because of a parameter's value. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is missing or invalid, or lacks a permission. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is valid but lacks the permission, `billing:read` or `usage:read`. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The key can't see such a project or balance, or an id isn't valid. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description Too many requests. A `Retry-After` header isn't guaranteed. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
    };
  };
  getBillingBreakdown: {
    parameters: {
      query?: {
        /** @description Count only usage of this accessor, the id under which requests were made, which isn't always a UUID. Defaults to all. */
        accessor?: string;
        /** @description Count only usage of this kind of deployment. Responses can also contain `dedicated`, which isn't a valid filter. Defaults to all. */
        deployment?: "hosted" | "beta" | "self-hosted";
        /** @description Last day of the period, as `YYYY-MM-DD`. By default the service chooses one and returns it as `end`. */
        end?: string;
        /** @description Dimensions to split the costs by; several are sent as repeated keys (`grouping=deployment&grouping=line_item`). Other dimensions are null in the results' `grouping`. */
        grouping?: ("accessor" | "deployment" | "line_item" | "tags")[];
        /** @description Count only this line item, by its key, such as `streaming::nova-3`. Defaults to all. */
        line_item?: string;
        /** @description First day of the period, as `YYYY-MM-DD`. By default the service chooses one and returns it as `start`. */
        start?: string;
        /** @description Count only usage with this tag. Defaults to all usage, with and without tags. */
        tag?: string;
      };
      header?: never;
      path: {
        /** @description Id of the project, from `listProjects`. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The service, or a gateway in front of it, failed. The same request may succeed later. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The costs, one result per combination of the requested dimensions. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BillingBreakdownV1Response"];
        };
      };
      /** @description The service rejected the request, for example because of a parameter's value. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is missing or invalid, or lacks a permission. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is valid but lacks the permission, `billing:read` or `usage:read`. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The key can't see such a project, or the id isn't valid. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description Too many requests. A `Retry-After` header isn't guaranteed. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
    };
  };
  listBillingFields: {
    parameters: {
      query?: {
        /** @description Last day of the period, as `YYYY-MM-DD`. By default the service chooses one. */
        end?: string;
        /** @description First day of the period, as `YYYY-MM-DD`. By default the service chooses one. */
        start?: string;
      };
      header?: never;
      path: {
        /** @description Id of the project, from `listProjects`. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The service, or a gateway in front of it, failed. The same request may succeed later. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The values that occurred in the period. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ListBillingFieldsV1Response"];
        };
      };
      /** @description The service rejected the request, for example because of a parameter's value. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is missing or invalid, or lacks a permission. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is valid but lacks the permission, `billing:read` or `usage:read`. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The key can't see such a project, or the id isn't valid. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description Too many requests. A `Retry-After` header isn't guaranteed. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
    };
  };
  listPurchases: {
    parameters: {
      query?: {
        /** @description Maximum number of orders to return, from 1 to 1000. Defaults to 10. There are no further pages. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description Id of the project, from `listProjects`. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The service, or a gateway in front of it, failed. The same request may succeed later. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The project's orders, at most `limit` of them. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ListProjectPurchasesV1Response"];
        };
      };
      /** @description The service rejected the request, for example because of a parameter's value. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is missing or invalid, or lacks a permission. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is valid but lacks the permission, `billing:read` or `usage:read`. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The key can't see such a project, or the id isn't valid. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description Too many requests. A `Retry-After` header isn't guaranteed. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
    };
  };
  getUsageBreakdown: {
    parameters: {
      query?: {
        /** @description Count only usage of this accessor, the id under which requests were made, which isn't always a UUID. Defaults to all. */
        accessor?: string;
        /** @description Count only usage of this kind of deployment. Responses can also contain `dedicated`, which isn't a valid filter. Defaults to all. */
        deployment?: "hosted" | "beta" | "self-hosted";
        /** @description Last day of the period, as `YYYY-MM-DD`. By default the service chooses one and returns it as `end`. */
        end?: string;
        /** @description Count only requests to this part of the service. `listen` is speech to text, and `speak` is text to speech. Defaults to all. */
        endpoint?: "listen" | "read" | "speak" | "agent";
        /** @description Dimension to split the quantities by. Other dimensions are null in the results' `grouping`. */
        grouping?:
          "accessor" | "endpoint" | "feature_set" | "models" | "method" | "tags" | "deployment";
        /** @description Count only requests of this kind. `async` requests have a callback. Defaults to all. */
        method?: "sync" | "async" | "streaming";
        /** @description Count only usage of this model, by its id, a UUID. Defaults to all. */
        model?: string;
        /** @description First day of the period, as `YYYY-MM-DD`. By default the service chooses one and returns it as `start`. */
        start?: string;
        /** @description Count only usage with this tag. Defaults to all usage, with and without tags. */
        tag?: string;
      };
      header?: never;
      path: {
        /** @description Id of the project, from `listProjects`. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The service, or a gateway in front of it, failed. The same request may succeed later. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The quantities, one result per day and value of the requested dimension. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UsageBreakdownV1Response"];
        };
      };
      /** @description The service rejected the request, for example because of a parameter's value. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is missing or invalid, or lacks a permission. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is valid but lacks the permission, `billing:read` or `usage:read`. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The key can't see such a project, or the id isn't valid. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description Too many requests. A `Retry-After` header isn't guaranteed. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
    };
  };
}
