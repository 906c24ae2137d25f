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
     * @description Lists the projects that the API key can see, with the ids that the billing operations ask for.
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
     * @description Lists what a project has left to spend. A project may hold several balances, one for each grant or purchase, and in different units; amounts of different units must not be added.
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
     * @description Reads one balance of a project, as `listBalances` lists it.
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
     * Break a project's costs down
     * @description Adds up what a project's use has cost, in US dollars. Filters narrow the use that is counted; `grouping` splits the sum by one or more dimensions, one result for each combination that occurs. `listBillingFields` gives the values that filters can take.
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
     * @description Lists the accessors, deployments, tags and line items that a project's use had in a period: the values that the filters of `getBillingBreakdown` can take.
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
     * @description Lists the orders by which a project was given credit, with the amount each began with. There is no paging: an answer with as many orders as `limit` may have been cut short.
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
}
export type webhooks = Record<string, never>;
/** The contract's schemas by name. */
export interface components {
  schemas: {
    /** @description A combination of dimensions. A dimension that the request did not group by is null, or absent. */
    BillingBreakdownGrouping: {
      /** @description Id under which the requests were made; not always a UUID. Null when `grouping` did not ask for it. May be absent. */
      accessor?: string | null;
      /** @description Kind of deployment, such as `hosted`. Null when `grouping` did not ask for it. May be absent. */
      deployment?: string | null;
      /**
       * Format: date
       * @description End of the period of this group, as `YYYY-MM-DD`. May be absent.
       */
      end?: string;
      /** @description Key of the line item, such as `streaming::nova-3`. Null when `grouping` did not ask for it. May be absent. */
      line_item?: string | null;
      /**
       * Format: date
       * @description Start of the period of this group, as `YYYY-MM-DD`. May be absent.
       */
      start?: string;
      /** @description Tags that the requests carried. Null when `grouping` did not ask for it. May be absent. */
      tags?: string[] | null;
    };
    /** @description A length of time, such as 1 `day`. */
    BillingBreakdownResolution: {
      /** @description How many of `units`. */
      amount: number;
      /** @description Unit of time, such as `day`. */
      units: string;
    };
    /** @description What one combination of dimensions has cost. */
    BillingBreakdownResult: {
      /** @description Cost in US dollars, with up to 8 decimals. Add such amounts as decimals, not as binary floating-point numbers. */
      dollars: number;
      /** @description The combination of dimensions that the cost belongs to. */
      grouping: components["schemas"]["BillingBreakdownGrouping"];
    };
    /** @description Costs of a project in a period, split by the dimensions asked for. */
    BillingBreakdownV1Response: {
      /**
       * Format: date
       * @description End of the period that was counted, as `YYYY-MM-DD`.
       */
      end: string;
      /** @description Length of time that each result covers. */
      resolution: components["schemas"]["BillingBreakdownResolution"];
      /** @description One entry for each combination of the dimensions asked for. */
      results: components["schemas"]["BillingBreakdownResult"][];
      /**
       * Format: date
       * @description Start of the period that was counted, as `YYYY-MM-DD`.
       */
      start: string;
    };
    /** @description Why a request was refused, in one of the forms that the service uses. */
    ErrorResponse:
      | string
      | components["schemas"]["ErrorResponseLegacyError"]
      | components["schemas"]["ErrorResponseModernError"];
    /** @description An error in the older form. */
    ErrorResponseLegacyError: {
      /** @description Code of the error, such as `INVALID_AUTH`, `INSUFFICIENT_PERMISSIONS`, `PROJECT_NOT_FOUND` or `TOO_MANY_REQUESTS`. May be absent. */
      err_code?: string;
      /** @description What went wrong, for people. May be absent. */
      err_msg?: string;
      /** @description Id of the request, for questions to the vendor; also in the header `dg-request-id`. May be absent. */
      request_id?: string;
    };
    /** @description An error in the newer form. */
    ErrorResponseModernError: {
      /** @description Code of the error, such as `UNAUTHORIZED` or `NOT_FOUND`. May be absent. */
      category?: string;
      /** @description What to look at, for people. May be absent. */
      details?: string;
      /** @description What went wrong, for people. May be absent. */
      message?: string;
      /** @description Id of the request, for questions to the vendor; also in the header `dg-request-id`. May be absent. */
      request_id?: string;
    };
    /** @description What is left of one grant or purchase. */
    GetProjectBalanceV1Response: {
      /**
       * @description What is left, in `units`, with up to 8 decimals. May be absent, which does not mean that nothing is left; the default of 0 is what the vendor declares, not what a balance is known to be.
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
    /** @description Values that a project's use had in a period. */
    ListBillingFieldsV1Response: {
      /** @description Values for the filter `accessor`; not always UUIDs. May be absent. */
      accessors?: string[];
      /** @description Kinds of deployment that were used. `dedicated` occurs here, though the filter `deployment` does not take it. May be absent. */
      deployments?: ("hosted" | "beta" | "self-hosted" | "dedicated" | (string & {}))[];
      /** @description Key of each line item, for the filter `line_item`, mapped to its name for people. May be absent. */
      line_items?: {
        [key: string]: string;
      };
      /** @description Values for the filter `tag`. May be absent. */
      tags?: string[];
    };
    /** @description Balances of a project. */
    ListProjectBalancesV1Response: {
      /** @description One entry a balance. May be absent; then read it as empty. */
      balances?: components["schemas"]["GetProjectBalanceV1Response"][];
    };
    /** @description Orders by which a project was given credit. */
    ListProjectPurchasesV1Response: {
      /** @description One entry an order. May be absent; then read it as empty. */
      orders?: components["schemas"]["Order"][];
    };
    /** @description Projects that an API key can see. */
    ListProjectsV1Response: {
      /** @description One entry a project. May be absent; then read it as empty. */
      projects?: components["schemas"]["Project"][];
    };
    /** @description A purchase or grant, with the amount it began with; `listBalances` says what is left. */
    Order: {
      /** @description Amount of the order when it was made, in `units`. May be absent. */
      amount?: number;
      /**
       * Format: date-time
       * @description When the order was made, as a date and time in UTC with microseconds, which a JavaScript `Date` cuts to milliseconds. May be absent.
       */
      created?: string;
      /**
       * Format: date-time
       * @description When what is left of it expires, as a date and time in UTC. May be absent.
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
    /** @description A project, to which keys, use and bills belong. */
    Project: {
      /** @description Name that its owners gave it. May be absent. */
      name?: string;
      /** @description Id of the project, for `project_id` of the other operations. May be absent. */
      project_id?: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
/** A combination of dimensions. A dimension that the request did not group by is null, or absent. */
export type BillingBreakdownGrouping = components["schemas"]["BillingBreakdownGrouping"];
/** A length of time, such as 1 `day`. */
export type BillingBreakdownResolution = components["schemas"]["BillingBreakdownResolution"];
/** What one combination of dimensions has cost. */
export type BillingBreakdownResult = components["schemas"]["BillingBreakdownResult"];
/** Costs of a project in a period, split by the dimensions asked for. */
export type BillingBreakdownV1Response = components["schemas"]["BillingBreakdownV1Response"];
/** Why a request was refused, in one of the forms that the service uses. */
export type ErrorResponse = components["schemas"]["ErrorResponse"];
/** An error in the older form. */
export type ErrorResponseLegacyError = components["schemas"]["ErrorResponseLegacyError"];
/** An error in the newer form. */
export type ErrorResponseModernError = components["schemas"]["ErrorResponseModernError"];
/** What is left of one grant or purchase. */
export type GetProjectBalanceV1Response = components["schemas"]["GetProjectBalanceV1Response"];
/** Values that a project's use had in a period. */
export type ListBillingFieldsV1Response = components["schemas"]["ListBillingFieldsV1Response"];
/** Balances of a project. */
export type ListProjectBalancesV1Response = components["schemas"]["ListProjectBalancesV1Response"];
/** Orders by which a project was given credit. */
export type ListProjectPurchasesV1Response =
  components["schemas"]["ListProjectPurchasesV1Response"];
/** Projects that an API key can see. */
export type ListProjectsV1Response = components["schemas"]["ListProjectsV1Response"];
/** A purchase or grant, with the amount it began with; `listBalances` says what is left. */
export type Order = components["schemas"]["Order"];
/** A project, to which keys, use and bills belong. */
export type Project = components["schemas"]["Project"];
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
      /** @description The service failed, or something between it and the client did. The same request may succeed later. */
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
      /** @description The request is not one that the service accepts, for instance for the value of a parameter. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description There is no API key, it is not valid, or it lacks a permission. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is known but may not do this; billing asks for the permission `billing:read`. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description Too many requests. A `Retry-After` header is not promised. */
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
        /** @description Id of the project, as `listProjects` gives it. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The service failed, or something between it and the client did. The same request may succeed later. */
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
      /** @description The request is not one that the service accepts, for instance for the value of a parameter. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description There is no API key, it is not valid, or it lacks a permission. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is known but may not do this; billing asks for the permission `billing:read`. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description There is no such project for this key, or the id does not have the form of one. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description Too many requests. A `Retry-After` header is not promised. */
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
        /** @description Id of the balance, as `listBalances` gives it. */
        balance_id: string;
        /** @description Id of the project, as `listProjects` gives it. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The service failed, or something between it and the client did. The same request may succeed later. */
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
      /** @description The request is not one that the service accepts, for instance for the value of a parameter. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description There is no API key, it is not valid, or it lacks a permission. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is known but may not do this; billing asks for the permission `billing:read`. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description There is no such project or balance for this key, or an id does not have the form of one. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description Too many requests. A `Retry-After` header is not promised. */
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
        /** @description Count only the use by this accessor, the id under which requests were made. It need not be a UUID. Left out, all are counted. */
        accessor?: string;
        /** @description Count only the use of this kind of deployment. Answers also know `dedicated`, which cannot be filtered by. Left out, all are counted. */
        deployment?: "hosted" | "beta" | "self-hosted";
        /** @description End of the period that is counted, as `YYYY-MM-DD`. Left out, the service chooses; `end` in the answer says what. */
        end?: string;
        /** @description Dimensions to split the costs by; several are sent as repeated keys (`grouping=deployment&grouping=line_item`). A dimension left out is null in the results' `grouping`. */
        grouping?: ("accessor" | "deployment" | "line_item" | "tags")[];
        /** @description Count only this line item, by its key, such as `streaming::nova-3`. Left out, all are counted. */
        line_item?: string;
        /** @description Start of the period that is counted, as `YYYY-MM-DD`. Left out, the service chooses; `start` in the answer says what. */
        start?: string;
        /** @description Count only the use with this tag. Left out, all is counted, with and without tags. */
        tag?: string;
      };
      header?: never;
      path: {
        /** @description Id of the project, as `listProjects` gives it. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The service failed, or something between it and the client did. The same request may succeed later. */
      "5XX": {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The costs, one result for each combination of the dimensions asked for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BillingBreakdownV1Response"];
        };
      };
      /** @description The request is not one that the service accepts, for instance for the value of a parameter. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description There is no API key, it is not valid, or it lacks a permission. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is known but may not do this; billing asks for the permission `billing:read`. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description There is no such project for this key, or the id does not have the form of one. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description Too many requests. A `Retry-After` header is not promised. */
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
        /** @description End of the period whose values are listed, as `YYYY-MM-DD`. Left out, the service chooses. */
        end?: string;
        /** @description Start of the period whose values are listed, as `YYYY-MM-DD`. Left out, the service chooses. */
        start?: string;
      };
      header?: never;
      path: {
        /** @description Id of the project, as `listProjects` gives it. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The service failed, or something between it and the client did. The same request may succeed later. */
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
      /** @description The request is not one that the service accepts, for instance for the value of a parameter. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description There is no API key, it is not valid, or it lacks a permission. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is known but may not do this; billing asks for the permission `billing:read`. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description There is no such project for this key, or the id does not have the form of one. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description Too many requests. A `Retry-After` header is not promised. */
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
        /** @description Most orders to return, from 1 to 1000; 10 when left out. There is no parameter for a further page. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description Id of the project, as `listProjects` gives it. */
        project_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The service failed, or something between it and the client did. The same request may succeed later. */
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
      /** @description The request is not one that the service accepts, for instance for the value of a parameter. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description There is no API key, it is not valid, or it lacks a permission. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description The API key is known but may not do this; billing asks for the permission `billing:read`. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description There is no such project for this key, or the id does not have the form of one. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorResponse"];
          "text/plain": string;
        };
      };
      /** @description Too many requests. A `Retry-After` header is not promised. */
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
