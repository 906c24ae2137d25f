// Generated from the contract, do not edit: change the contract, then `npm run generate`.
import type { Shape } from "@billkit/core/client";

export const PageLinks: Shape = { fields: { pages: "object" } };

export const BillingHistoryMeta: Shape = { fields: { total: "number" } };

export const BillingHistoryPage: Shape = {
  required: ["meta"],
  fields: { billing_history: { items: "object" }, links: PageLinks, meta: BillingHistoryMeta },
};

export const PageMeta: Shape = { required: ["total"], fields: { total: "number" } };

export const InvoiceItemsPage: Shape = {
  required: ["meta"],
  fields: { invoice_items: { items: "object" }, links: PageLinks, meta: PageMeta },
};

export const InvoiceProductCharges: Shape = { fields: { items: { items: "object" } } };

export const InvoiceSummary: Shape = {
  fields: {
    credits_and_adjustments: "object",
    overages: "object",
    product_charges: InvoiceProductCharges,
    taxes: "object",
    user_billing_address: "object",
  },
};

export const InvoicesPage: Shape = {
  required: ["meta"],
  fields: {
    invoice_preview: "object",
    invoices: { items: "object" },
    links: PageLinks,
    meta: PageMeta,
  },
};
