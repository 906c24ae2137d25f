// Generated from the contract, do not edit: change the contract, then `npm run generate`.
/* eslint-disable @typescript-eslint/consistent-indexed-object-style -- openapi-typescript writes maps so */

/** Operations by path and method, for `rawClient`. */
export interface paths {
  "/organizations/{org}/settings/billing/usage": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get billing usage
     * @description Gets what an organization used and what it costs: an item per day, SKU and repository. Without a period, the current year. Data goes back 24 months, and appears within hours.
     */
    get: operations["getUsage"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/organizations/{org}/settings/billing/usage/summary": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a summary of billing usage
     * @description Gets the sums of a period, an item per SKU. Without a period, the current month.
     */
    get: operations["getUsageSummary"];
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
    /** @description Why a request failed. */
    BasicError: {
      /** @description Address of the documentation. */
      documentation_url?: string;
      /** @description What went wrong. */
      message?: string;
      /** @description The HTTP status. */
      status?: string;
      /** @description Address of what caused it. */
      url?: string;
    };
    /** @description The period of a summary. */
    TimePeriod: {
      /** @description The day of the month. Absent for a whole month. */
      day?: number;
      /** @description The month, from 1 to 12. Absent for a whole year. */
      month?: number;
      /** @description The year. */
      year: number;
    };
    /** @description Why the service can't answer now. */
    UnavailableError: {
      /** @description Code of the error. */
      code?: string;
      /** @description Address of the documentation. */
      documentation_url?: string;
      /** @description What went wrong. */
      message?: string;
    };
    /** @description What one SKU cost one repository on one day. */
    UsageItem: {
      /** @description The day, in UTC, as a date and time. */
      date: string;
      /** @description Discount in US dollars, such as what the plan includes. */
      discountAmount: number;
      /** @description Amount before discounts, in US dollars. */
      grossAmount: number;
      /** @description Amount after discounts, in US dollars. */
      netAmount: number;
      /** @description Name of the organization. */
      organizationName: string;
      /** @description Price of one unit in US dollars. */
      pricePerUnit: number;
      /** @description Name of the product, such as `Actions`. */
      product: string;
      /** @description How much was used, in `unitType`. */
      quantity: number;
      /** @description Name of the repository. Absent where none is known. */
      repositoryName?: string;
      /** @description Name of the SKU, such as `Actions Linux`. */
      sku: string;
      /** @description Unit of the quantities, such as `minutes`. */
      unitType: string;
    };
    /** @description What an organization used in a period. */
    UsageReport: {
      /** @description One entry per day, SKU and repository. */
      usageItems?: components["schemas"]["UsageItem"][];
    };
    /** @description Sums of a period. */
    UsageSummary: {
      /** @description Name of the organization. */
      organization: string;
      /** @description Product the summary is limited to. */
      product?: string;
      /** @description Repository the summary is limited to. */
      repository?: string;
      /** @description SKU the summary is limited to. */
      sku?: string;
      timePeriod: components["schemas"]["TimePeriod"];
      /** @description One entry per SKU. */
      usageItems: components["schemas"]["UsageSummaryItem"][];
    };
    /** @description What one SKU cost in the period. */
    UsageSummaryItem: {
      /** @description Discount in US dollars, such as what the plan includes. */
      discountAmount: number;
      /** @description How much of it was discounted, in `unitType`. */
      discountQuantity: number;
      /** @description Amount before discounts, in US dollars. */
      grossAmount: number;
      /** @description How much was used, in `unitType`. */
      grossQuantity: number;
      /** @description Amount after discounts, in US dollars. */
      netAmount: number;
      /** @description How much of it is paid for, in `unitType`. */
      netQuantity: number;
      /** @description Price of one unit in US dollars. */
      pricePerUnit: number;
      /** @description Name of the product, such as `Actions`. */
      product: string;
      /** @description Name of the SKU, such as `Actions Linux`. */
      sku: string;
      /** @description Unit of the quantities, such as `minutes`. */
      unitType: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
/** Why a request failed. */
export type BasicError = components["schemas"]["BasicError"];
/** The period of a summary. */
export type TimePeriod = components["schemas"]["TimePeriod"];
/** Why the service can't answer now. */
export type UnavailableError = components["schemas"]["UnavailableError"];
/** What one SKU cost one repository on one day. */
export type UsageItem = components["schemas"]["UsageItem"];
/** What an organization used in a period. */
export type UsageReport = components["schemas"]["UsageReport"];
/** Sums of a period. */
export type UsageSummary = components["schemas"]["UsageSummary"];
/** What one SKU cost in the period. */
export type UsageSummaryItem = components["schemas"]["UsageSummaryItem"];
export type $defs = Record<string, never>;
/** Parameters, bodies and responses by operation id. */
export interface operations {
  getUsage: {
    parameters: {
      query?: {
        /** @description The day of the month, in UTC. */
        day?: number;
        /**
         * @description The month, from 1 to 12, in UTC.
         * @example 6
         */
        month?: number;
        /**
         * @description The year, in UTC. Defaults to the current one.
         * @example 2026
         */
        year?: number;
      };
      header?: never;
      path: {
        /** @description Name of the organization. */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The items of the period. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UsageReport"];
        };
      };
      /** @description The request is invalid. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BasicError"];
        };
      };
      /** @description The credential is missing or invalid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BasicError"];
        };
      };
      /** @description The credential lacks a permission that the operation requires. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BasicError"];
        };
      };
      /** @description The resource doesn't exist. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BasicError"];
        };
      };
      /** @description Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BasicError"];
        };
      };
      /** @description The service failed. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BasicError"];
        };
      };
      /** @description The service failed. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UnavailableError"];
        };
      };
    };
  };
  getUsageSummary: {
    parameters: {
      query?: {
        /** @description The day of the month, in UTC. */
        day?: number;
        /**
         * @description The month, from 1 to 12, in UTC.
         * @example 6
         */
        month?: number;
        /** @description Return only this product, such as `Actions`. Case doesn't matter. */
        product?: string;
        /** @description Return only this repository, as `owner/name`. */
        repository?: string;
        /** @description Return only this SKU. */
        sku?: string;
        /**
         * @description The year, in UTC. Defaults to the current one.
         * @example 2026
         */
        year?: number;
      };
      header?: never;
      path: {
        /** @description Name of the organization. */
        org: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The sums of the period. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UsageSummary"];
        };
      };
      /** @description The request is invalid. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BasicError"];
        };
      };
      /** @description The credential is missing or invalid. */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BasicError"];
        };
      };
      /** @description The credential lacks a permission that the operation requires. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BasicError"];
        };
      };
      /** @description The resource doesn't exist. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BasicError"];
        };
      };
      /** @description Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BasicError"];
        };
      };
      /** @description The service failed. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BasicError"];
        };
      };
      /** @description The service failed. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["UnavailableError"];
        };
      };
    };
  };
}
