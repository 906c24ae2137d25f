// Generated from the contract, do not edit: change the contract, then `npm run generate`.
// A separate entry, so that only users of @billkit/charges bundle it.
import type { ServiceClient } from "@billkit/core/client";
import type { ChargesDefinition, ContractChargeSource } from "@billkit/core/charges";
import type { paths } from "./schema.js";

/** What the contract doesn't know. */
export interface DigitalOceanChargesOptions {
  readonly accountId?: string | undefined;
}

/** How the service's answers become charges. */
export const digitaloceanChargesDefinition: ChargesDefinition = {
  vendor: "digitalocean",
  contract: "digitalocean@1dacc8c87d9f",
  operations: {
    getInvoiceSummary: "billing",
    listBillingHistory: "billing",
    listInvoiceItems: "billing",
    listInvoices: "billing",
  },
  views: [
    {
      view: "invoices",
      operation: "listInvoiceItems",
      amount: { at: "/amount", currency: { constant: "USD" } },
      arguments: { invoice_uuid: { at: "/invoice_uuid", loop: "invoice" }, per_page: 200 },
      basis: "invoiced",
      each: [
        {
          arguments: { per_page: 200 },
          items: "/invoices/*",
          name: "invoice",
          operation: "listInvoices",
          within: "/invoice_period",
        },
      ],
      fields: {
        accountId: {
          first: [
            { environment: "DIGITALOCEAN_ACCOUNT_ID", option: "accountId" },
            { constant: "default" },
          ],
        },
        billingPeriod: { length: "month", start: { at: "/invoice_period", loop: "invoice" } },
        category: { constant: "usage" },
        chargePeriod: { end: "/end_time", start: "/start_time" },
        dimensions: {
          group: "/group_description",
          project: "/project_name",
          resource: { first: ["/resource_uuid", "/resource_id"] },
        },
        invoiceId: { at: "/invoice_id", loop: "invoice" },
        item: { first: ["/description", "/product"] },
        quantity: "/duration",
        service: "/product",
        unit: "/duration_unit",
      },
      rows: "/invoice_items/*",
      total: { value: { at: "/amount", loop: "invoice" } },
    },
    {
      view: "invoices",
      operation: "getInvoiceSummary",
      amount: { at: "/amount", currency: { constant: "USD" } },
      arguments: { invoice_uuid: { at: "/invoice_uuid", loop: "invoice" } },
      basis: "invoiced",
      each: [
        {
          arguments: { per_page: 200 },
          items: "/invoices/*",
          name: "invoice",
          operation: "listInvoices",
          within: "/invoice_period",
        },
      ],
      fields: {
        accountId: {
          first: [
            { environment: "DIGITALOCEAN_ACCOUNT_ID", option: "accountId" },
            { constant: "default" },
          ],
        },
        billingPeriod: { length: "month", start: { answer: "/billing_period" } },
        category: { constant: "tax" },
        invoiceId: { at: "/invoice_id", loop: "invoice" },
        item: { constant: "Taxes" },
        service: { constant: "DigitalOcean" },
      },
      omitZero: true,
      rows: "/taxes",
    },
    {
      view: "invoices",
      operation: "getInvoiceSummary",
      amount: { at: "/amount", currency: { constant: "USD" } },
      arguments: { invoice_uuid: { at: "/invoice_uuid", loop: "invoice" } },
      basis: "invoiced",
      each: [
        {
          arguments: { per_page: 200 },
          items: "/invoices/*",
          name: "invoice",
          operation: "listInvoices",
          within: "/invoice_period",
        },
      ],
      fields: {
        accountId: {
          first: [
            { environment: "DIGITALOCEAN_ACCOUNT_ID", option: "accountId" },
            { constant: "default" },
          ],
        },
        billingPeriod: { length: "month", start: { answer: "/billing_period" } },
        category: { constant: "credit" },
        invoiceId: { at: "/invoice_id", loop: "invoice" },
        item: { constant: "Credits and adjustments" },
        service: { constant: "DigitalOcean" },
      },
      omitZero: true,
      rows: "/credits_and_adjustments",
    },
    {
      view: "estimated",
      operation: "listInvoiceItems",
      amount: { at: "/amount", currency: { constant: "USD" } },
      arguments: { invoice_uuid: { at: "/invoice_uuid", loop: "invoice" }, per_page: 200 },
      basis: "estimated",
      each: [
        {
          arguments: { per_page: 200 },
          items: "/invoice_preview",
          name: "invoice",
          operation: "listInvoices",
          within: "/invoice_period",
        },
      ],
      fields: {
        accountId: {
          first: [
            { environment: "DIGITALOCEAN_ACCOUNT_ID", option: "accountId" },
            { constant: "default" },
          ],
        },
        billingPeriod: { length: "month", start: { at: "/invoice_period", loop: "invoice" } },
        category: { constant: "usage" },
        chargePeriod: { end: "/end_time", start: "/start_time" },
        dimensions: {
          group: "/group_description",
          project: "/project_name",
          resource: { first: ["/resource_uuid", "/resource_id"] },
        },
        invoiceId: { at: "/invoice_id", loop: "invoice" },
        item: { first: ["/description", "/product"] },
        quantity: "/duration",
        service: "/product",
        unit: "/duration_unit",
      },
      rows: "/invoice_items/*",
      supersededBy: ["invoices"],
      total: { value: { at: "/amount", loop: "invoice" } },
    },
    {
      view: "estimated",
      operation: "getInvoiceSummary",
      amount: { at: "/amount", currency: { constant: "USD" } },
      arguments: { invoice_uuid: { at: "/invoice_uuid", loop: "invoice" } },
      basis: "estimated",
      each: [
        {
          arguments: { per_page: 200 },
          items: "/invoice_preview",
          name: "invoice",
          operation: "listInvoices",
          within: "/invoice_period",
        },
      ],
      fields: {
        accountId: {
          first: [
            { environment: "DIGITALOCEAN_ACCOUNT_ID", option: "accountId" },
            { constant: "default" },
          ],
        },
        billingPeriod: { length: "month", start: { answer: "/billing_period" } },
        category: { constant: "tax" },
        invoiceId: { at: "/invoice_id", loop: "invoice" },
        item: { constant: "Taxes" },
        service: { constant: "DigitalOcean" },
      },
      omitZero: true,
      rows: "/taxes",
      supersededBy: ["invoices"],
    },
    {
      view: "estimated",
      operation: "getInvoiceSummary",
      amount: { at: "/amount", currency: { constant: "USD" } },
      arguments: { invoice_uuid: { at: "/invoice_uuid", loop: "invoice" } },
      basis: "estimated",
      each: [
        {
          arguments: { per_page: 200 },
          items: "/invoice_preview",
          name: "invoice",
          operation: "listInvoices",
          within: "/invoice_period",
        },
      ],
      fields: {
        accountId: {
          first: [
            { environment: "DIGITALOCEAN_ACCOUNT_ID", option: "accountId" },
            { constant: "default" },
          ],
        },
        billingPeriod: { length: "month", start: { answer: "/billing_period" } },
        category: { constant: "credit" },
        invoiceId: { at: "/invoice_id", loop: "invoice" },
        item: { constant: "Credits and adjustments" },
        service: { constant: "DigitalOcean" },
      },
      omitZero: true,
      rows: "/credits_and_adjustments",
      supersededBy: ["invoices"],
    },
    {
      view: "history",
      operation: "listBillingHistory",
      aggregates: { "/type": ["Invoice"] },
      amount: { at: "/amount", currency: { constant: "USD" } },
      arguments: { per_page: 200 },
      basis: "invoiced",
      fields: {
        accountId: {
          first: [
            { environment: "DIGITALOCEAN_ACCOUNT_ID", option: "accountId" },
            { constant: "default" },
          ],
        },
        billingPeriod: "month",
        category: { map: { Credit: "credit" }, otherwise: "adjustment", value: "/type" },
        chargePeriod: { length: "day", start: "/date" },
        description: "/description",
        invoiceId: "/invoice_id",
        item: "/type",
        service: { constant: "DigitalOcean" },
      },
      omitZero: true,
      rows: "/billing_history/*",
    },
  ],
};

/**
 * A source for `charges` of @billkit/charges.
 * @param client An instance of `DigitalOcean`.
 */
export function digitaloceanCharges(
  client: { readonly serviceClient: ServiceClient<paths> },
  options: DigitalOceanChargesOptions = {},
): ContractChargeSource {
  const definition = digitaloceanChargesDefinition;
  const { vendor, contract } = definition;
  return { vendor, contract, client, definition, options: { ...options } };
}
