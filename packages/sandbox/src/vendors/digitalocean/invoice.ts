import { startOfMonth, toMonth } from "../../engine/calendar.js";
import { toSeconds } from "../../engine/clock.js";
import { multiply, negate, sum, toPlaces } from "../../engine/decimal.js";
import type { JsonObject } from "../../engine/json.js";
import { Seeded } from "../../engine/seeded.js";
import type { World } from "../../engine/vendor.js";
import type { DigitalOceanResource, DigitalOceanState } from "./state.js";

const hourMs = 3_600_000;

/** One resource's cost in the month, in the service's form. */
type InvoiceItem = Omit<DigitalOceanResource, "hourly"> &
  Readonly<Record<"amount" | "duration" | "duration_unit" | "start_time" | "end_time", string>>;

/** One month's invoice. Amounts are US dollars with two decimals. */
export interface Invoice {
  readonly month: number;
  readonly uuid: string;
  readonly id: string;
  readonly updatedAt: string;
  readonly items: readonly InvoiceItem[];
  readonly products: string;
  readonly taxes: string;
  readonly credits: string;
  readonly amount: string;
}

/** The invoices of past months, newest first. */
export function invoicesOf(state: DigitalOceanState, world: World): Invoice[] {
  const current = startOfMonth(world.clock.now());
  const first = Date.parse(`${state.since}-01`);
  const invoices: Invoice[] = [];
  for (let month = startOfMonth(current, -1); month >= first; month = startOfMonth(month, -1)) {
    invoices.push(invoiceOf(state, world, month));
  }
  return invoices;
}

/** The current month so far. */
export function previewOf(state: DigitalOceanState, world: World): Invoice {
  return invoiceOf(state, world, startOfMonth(world.clock.now()));
}

function invoiceOf(state: DigitalOceanState, world: World, month: number): Invoice {
  const end = Math.min(startOfMonth(month, 1), world.clock.now());
  const items = state.resources.map(({ hourly, ...resource }) => {
    const hours = Math.floor((end - month) / hourMs);
    return {
      ...resource,
      amount: toPlaces(multiply(hours, hourly), 2),
      duration: String(hours),
      duration_unit: "Hours",
      start_time: toSeconds(month),
      end_time: toSeconds(end),
    };
  });
  const products = toPlaces(sum(items.map(({ amount }) => amount)), 2);
  const credits = month === Date.parse(`${state.creditMonth}-01`) ? negate(state.credit) : "0.00";
  const taxes = toPlaces(multiply(products, state.taxRate), 2);
  const random = new Seeded(world.seed, "digitalocean invoice", toMonth(month));
  return {
    month,
    uuid: random.uuid(),
    id: String(random.integer(500_000_000, 599_999_999)),
    updatedAt: toSeconds(end),
    items,
    products,
    taxes,
    credits,
    amount: toPlaces(sum([products, taxes, credits]), 2),
  };
}

/** The form of `listInvoices`. */
export function listed({ month, uuid, id, updatedAt, amount }: Invoice): JsonObject {
  return {
    invoice_uuid: uuid,
    invoice_id: id,
    amount,
    invoice_period: toMonth(month),
    updated_at: updatedAt,
  };
}

/** The form of `getInvoiceSummary`. */
export function summarized(invoice: Invoice, { user }: DigitalOceanState): JsonObject {
  const { month, uuid, id, amount, products, taxes, credits, items } = invoice;
  const names = [...new Set(items.map(({ product }) => product))];
  return {
    invoice_uuid: uuid,
    invoice_id: id,
    billing_period: toMonth(month),
    amount,
    user_name: user.name,
    user_email: user.email,
    user_company: user.company,
    user_billing_address: { city: "Amsterdam", country_iso2_code: "NL", postal_code: "1012 AB" },
    product_charges: {
      name: "Product usage charges",
      amount: products,
      items: names.map((name) => {
        const own = items.filter(({ product }) => product === name);
        const total = toPlaces(sum(own.map((each) => each.amount)), 2);
        return { name, amount: total, count: String(own.length) };
      }),
    },
    overages: { name: "Overages", amount: "0.00" },
    taxes: { name: "Taxes", amount: taxes },
    credits_and_adjustments: { name: "Credits & adjustments", amount: credits },
  };
}

/** The form of `getInvoiceCsv`. */
export function asCsv({ items }: Invoice): string {
  const header = "product,group_description,description,hours,start,end,USD,project_name,category";
  const rows = items.map((item) => {
    const { product, group_description, description, duration, project_name } = item;
    const { start_time, end_time, amount } = item;
    const cells = [product, group_description, description, duration, start_time, end_time];
    return [...cells, `$${amount}`, project_name, "iaas"].map(cell).join(",");
  });
  return `${[header, ...rows].join("\n")}\n`;
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
