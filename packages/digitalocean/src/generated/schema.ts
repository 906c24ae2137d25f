// Generated from the contract, do not edit: change the contract, then `npm run generate`.
/* eslint-disable @typescript-eslint/consistent-indexed-object-style -- openapi-typescript writes maps so */

/** Operations by path and method, for `rawClient`. */
export interface paths {
  "/v2/customers/my/balance": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the balance
     * @description Gets the account's balance and its usage since the start of the month.
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
  "/v2/customers/my/billing_history": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List billing history
     * @description Lists what changed the account's balance, newest first: invoices, payments, credits, refunds and failed attempts. An invoice is positive, a payment negative; a failed attempt moves no money.
     */
    get: operations["listBillingHistory"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v2/customers/my/invoices": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List invoices
     * @description Lists the invoices, newest first. `invoice_preview` is the current month so far, which isn't final.
     */
    get: operations["listInvoices"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v2/customers/my/invoices/{invoice_uuid}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List an invoice's items
     * @description Lists what an invoice charges for, an item per resource and price.
     */
    get: operations["listInvoiceItems"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v2/customers/my/invoices/{invoice_uuid}/csv": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an invoice as CSV
     * @description Gets an invoice's items as CSV, with a header line.
     */
    get: operations["getInvoiceCsv"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/v2/customers/my/invoices/{invoice_uuid}/summary": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an invoice's summary
     * @description Gets an invoice's totals per product, its taxes, and its credits.
     */
    get: operations["getInvoiceSummary"];
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
    /** @description What an account owes, and what it has used this month. */
    Balance: {
      /** @description Balance at the start of the month, in US dollars; negative is credit. */
      account_balance?: string;
      /**
       * Format: date-time
       * @description When the balance was computed, in UTC.
       */
      generated_at?: string;
      /** @description Balance as of `generated_at`, in US dollars, this month's usage included. */
      month_to_date_balance?: string;
      /** @description Usage since the start of the month, in US dollars. */
      month_to_date_usage?: string;
    };
    /** @description A postal address. */
    BillingAddress: {
      /** @description First line of the address. */
      address_line1?: string;
      /** @description Second line of the address. */
      address_line2?: string;
      /** @description City. */
      city?: string;
      /** @description Country, as an ISO 3166 code of two letters. */
      country_iso2_code?: string;
      /** @description When the address was created, in UTC. */
      created_at?: string;
      /** @description Postal code. */
      postal_code?: string;
      /** @description State or region. */
      region?: string;
      /** @description When the address was last changed, in UTC. */
      updated_at?: string;
    };
    /** @description One change of the account's balance. */
    BillingHistoryEntry: {
      /** @description Amount in US dollars. An invoice is positive; a payment, credit or refund negative. */
      amount?: string;
      /**
       * Format: date-time
       * @description When it happened, in UTC.
       */
      date?: string;
      /** @description What it was, such as `Invoice for June 2026`. */
      description?: string;
      /** @description Id of the invoice. Absent unless it is one. */
      invoice_id?: string;
      /** @description UUID of the invoice, for `listInvoiceItems`. Absent unless it is one. */
      invoice_uuid?: string;
      /** @description Kind of entry. */
      type?:
        | "ACHFailure"
        | "Adjustment"
        | "AttemptFailed"
        | "Chargeback"
        | "Credit"
        | "CreditExpiration"
        | "Invoice"
        | "Payment"
        | "Refund"
        | "Reversal"
        | (string & {});
    };
    /** @description How many entries there are. */
    BillingHistoryMeta: {
      /** @description Number of entries on all pages. */
      total?: number;
    };
    /** @description One page of the billing history. */
    BillingHistoryPage: {
      /** @description The entries, newest first. */
      billing_history?: components["schemas"]["BillingHistoryEntry"][];
      links?: components["schemas"]["PageLinks"];
      meta: components["schemas"]["BillingHistoryMeta"];
    };
    /** @description Why a request failed. */
    ErrorBody: {
      /** @description Code of the error, such as `unauthorized` or `not_found`. */
      id: string;
      /** @description What went wrong. */
      message: string;
      /** @description Id of the request, for support. */
      request_id?: string;
    };
    /** @description An invoice. */
    Invoice: {
      /** @description Total in US dollars. */
      amount?: string;
      /** @description Id of the invoice, as the console shows it. */
      invoice_id?: string;
      /** @description The month that it covers, as `YYYY-MM`. */
      invoice_period?: string;
      /** @description UUID of the invoice, for `listInvoiceItems`. */
      invoice_uuid?: string;
      /** @description When it was last updated, in UTC. */
      updated_at?: string;
    };
    /** @description A sum of an invoice. */
    InvoiceCharge: {
      /** @description Amount in US dollars. */
      amount?: string;
      /** @description What it is the sum of. */
      name?: string;
    };
    /** @description What an invoice charges for one resource at one price. */
    InvoiceItem: {
      /** @description Amount in US dollars. */
      amount?: string;
      /** @description What was charged, such as the size of a Droplet. */
      description?: string;
      /** @description How long it was used, in `duration_unit`. */
      duration?: string;
      /** @description Unit of `duration`, such as `Hours`. */
      duration_unit?: string;
      /** @description End of the use, in UTC. */
      end_time?: string;
      /** @description Name of the group, such as a Kubernetes cluster. Empty if there is none. */
      group_description?: string;
      /** @description Name of the product, such as `Droplets`. */
      product?: string;
      /** @description Name of the project that the resource is in. */
      project_name?: string;
      /** @description Id of the resource. */
      resource_id?: string;
      /** @description UUID of the resource. */
      resource_uuid?: string;
      /** @description Start of the use, in UTC. */
      start_time?: string;
    };
    /** @description One page of an invoice's items. */
    InvoiceItemsPage: {
      /** @description The items. */
      invoice_items?: components["schemas"]["InvoiceItem"][];
      links?: components["schemas"]["PageLinks"];
      meta: components["schemas"]["PageMeta"];
    };
    /** @description What one product costs on an invoice. */
    InvoiceProductCharge: {
      /** @description Amount in US dollars. */
      amount?: string;
      /** @description How many resources, a whole number in a string. */
      count?: string;
      /** @description Name of the product. */
      name?: string;
    };
    /** @description The products of an invoice. */
    InvoiceProductCharges: {
      /** @description Sum in US dollars. */
      amount?: string;
      /** @description One entry per product. */
      items?: components["schemas"]["InvoiceProductCharge"][];
      /** @description What it is the sum of. */
      name?: string;
    };
    /** @description One page of invoices. */
    InvoicesPage: {
      /** @description The current month so far. Not final. */
      invoice_preview?: components["schemas"]["Invoice"];
      /** @description The invoices, newest first. */
      invoices?: components["schemas"]["Invoice"][];
      links?: components["schemas"]["PageLinks"];
      meta: components["schemas"]["PageMeta"];
    };
    /** @description Totals of an invoice. */
    InvoiceSummary: {
      /** @description Total in US dollars. */
      amount?: string;
      /** @description The month that it covers, as `YYYY-MM`. */
      billing_period?: string;
      /** @description Sum of credits and adjustments. */
      credits_and_adjustments?: components["schemas"]["InvoiceCharge"];
      /** @description Id of the invoice, as the console shows it. */
      invoice_id?: string;
      /** @description UUID of the invoice. */
      invoice_uuid?: string;
      /** @description Sum of overages, such as traffic beyond what is included. */
      overages?: components["schemas"]["InvoiceCharge"];
      /** @description Sum of the products, and each of them. */
      product_charges?: components["schemas"]["InvoiceProductCharges"];
      /** @description Sum of taxes. */
      taxes?: components["schemas"]["InvoiceCharge"];
      /** @description The customer's address. */
      user_billing_address?: components["schemas"]["BillingAddress"];
      /** @description The customer's company. */
      user_company?: string;
      /** @description The customer's email address. */
      user_email?: string;
      /** @description The customer's name. */
      user_name?: string;
    };
    /** @description Addresses of other pages. Those that don't exist are absent. */
    PageAddresses: {
      /** @description Address of the first page. */
      first?: string;
      /** @description Address of the last page. */
      last?: string;
      /** @description Address of the next page. */
      next?: string;
      /** @description Address of the page before. */
      prev?: string;
    };
    /** @description Links to other pages. */
    PageLinks: {
      /** @description Addresses of other pages. Absent or empty if there is one page. */
      pages?: components["schemas"]["PageAddresses"];
    };
    /** @description How many entries there are. */
    PageMeta: {
      /** @description Number of entries on all pages. */
      total: number;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
/** What an account owes, and what it has used this month. */
export type Balance = components["schemas"]["Balance"];
/** A postal address. */
export type BillingAddress = components["schemas"]["BillingAddress"];
/** One change of the account's balance. */
export type BillingHistoryEntry = components["schemas"]["BillingHistoryEntry"];
/** How many entries there are. */
export type BillingHistoryMeta = components["schemas"]["BillingHistoryMeta"];
/** One page of the billing history. */
export type BillingHistoryPage = components["schemas"]["BillingHistoryPage"];
/** Why a request failed. */
export type ErrorBody = components["schemas"]["ErrorBody"];
/** An invoice. */
export type Invoice = components["schemas"]["Invoice"];
/** A sum of an invoice. */
export type InvoiceCharge = components["schemas"]["InvoiceCharge"];
/** What an invoice charges for one resource at one price. */
export type InvoiceItem = components["schemas"]["InvoiceItem"];
/** One page of an invoice's items. */
export type InvoiceItemsPage = components["schemas"]["InvoiceItemsPage"];
/** What one product costs on an invoice. */
export type InvoiceProductCharge = components["schemas"]["InvoiceProductCharge"];
/** The products of an invoice. */
export type InvoiceProductCharges = components["schemas"]["InvoiceProductCharges"];
/** One page of invoices. */
export type InvoicesPage = components["schemas"]["InvoicesPage"];
/** Totals of an invoice. */
export type InvoiceSummary = components["schemas"]["InvoiceSummary"];
/** Addresses of other pages. Those that don't exist are absent. */
export type PageAddresses = components["schemas"]["PageAddresses"];
/** Links to other pages. */
export type PageLinks = components["schemas"]["PageLinks"];
/** How many entries there are. */
export type PageMeta = components["schemas"]["PageMeta"];
export type $defs = Record<string, never>;
/** Parameters, bodies and responses by operation id. */
export interface operations {
  getBalance: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The balance. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Balance"];
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
      /** @description The service failed. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The request failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  listBillingHistory: {
    parameters: {
      query?: {
        /** @description Number of the page. */
        page?: number;
        /** @description Maximum number of items in a page. */
        per_page?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of entries. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["BillingHistoryPage"];
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
      /** @description The service failed. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The request failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  listInvoices: {
    parameters: {
      query?: {
        /** @description Number of the page. */
        page?: number;
        /** @description Maximum number of items in a page. */
        per_page?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of invoices. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["InvoicesPage"];
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
      /** @description Too many requests. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The service failed. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The request failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  listInvoiceItems: {
    parameters: {
      query?: {
        /** @description Number of the page. */
        page?: number;
        /** @description Maximum number of items in a page. */
        per_page?: number;
      };
      header?: never;
      path: {
        /** @description UUID of the invoice, from `listInvoices`; `preview` is the current month so far. */
        invoice_uuid: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of items. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["InvoiceItemsPage"];
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
      /** @description The service failed. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The request failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  getInvoiceCsv: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description UUID of the invoice, from `listInvoices`; `preview` is the current month so far. */
        invoice_uuid: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The items as CSV. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/csv": string;
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
      /** @description The service failed. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The request failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
    };
  };
  getInvoiceSummary: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description UUID of the invoice, from `listInvoices`; `preview` is the current month so far. */
        invoice_uuid: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The summary. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["InvoiceSummary"];
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
      /** @description The service failed. */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ErrorBody"];
        };
      };
      /** @description The request failed. */
      default: {
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
