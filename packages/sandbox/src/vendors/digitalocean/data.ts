import { startOfMonth } from "../../engine/calendar.js";
import { dayMs, toSeconds } from "../../engine/clock.js";
import type { VendorData } from "../../engine/contract-vendor.js";
import { negate, sum, toPlaces } from "../../engine/decimal.js";
import type { Json, JsonObject } from "../../engine/json.js";
import type { Call, World } from "../../engine/vendor.js";
import { asCsv, invoicesOf, listed, previewOf, summarized, type Invoice } from "./invoice.js";
import { digitaloceanFields, makeState, type DigitalOceanState } from "./state.js";

/** What the DigitalOcean sandbox's handle has in addition to address and credential. */
export interface DigitalOceanAccess {
  readonly accessToken: string;
}

export const digitalocean: VendorData<DigitalOceanState, DigitalOceanAccess> = {
  fields: digitaloceanFields,
  make: makeState,
  operations: {
    getBalance: (_call, state, world) => {
      const balance = toPlaces(sum(historyOf(state, world).map(({ amount }) => amount)), 2);
      const usage = previewOf(state, world).amount;
      const json = {
        account_balance: balance,
        month_to_date_usage: usage,
        month_to_date_balance: toPlaces(sum([balance, usage]), 2),
        generated_at: toSeconds(world.clock.now()),
      };
      return { status: 200, json };
    },
    listBillingHistory: (call, state, world) =>
      paged(call, "billing_history", historyOf(state, world)),
    listInvoices: (call, state, world) =>
      paged(call, "invoices", invoicesOf(state, world).map(listed), {
        invoice_preview: listed(previewOf(state, world)),
      }),
    listInvoiceItems: (call, state, world) => {
      const invoice = invoiceAt(call, state, world);
      return invoice ? paged(call, "invoice_items", invoice.items) : 404;
    },
    getInvoiceCsv: (call, state, world) => {
      const invoice = invoiceAt(call, state, world);
      const headers = { "content-type": "text/csv" };
      return invoice ? { status: 200, text: asCsv(invoice), headers } : 404;
    },
    getInvoiceSummary: (call, state, world) => {
      const invoice = invoiceAt(call, state, world);
      return invoice ? { status: 200, json: summarized(invoice, state) } : 404;
    },
  },
  arguments: (state, world) => {
    const invoice_uuid = invoicesOf(state, world)[0]?.uuid ?? "preview";
    return {
      listInvoiceItems: { invoice_uuid },
      getInvoiceCsv: { invoice_uuid },
      getInvoiceSummary: { invoice_uuid },
    };
  },
  access: (_state, { credential = "" }) => ({ accessToken: credential }),
};

function invoiceAt({ path }: Call, state: DigitalOceanState, world: World): Invoice | undefined {
  const preview = previewOf(state, world);
  const { invoice_uuid } = path;
  if (invoice_uuid === "preview" || invoice_uuid === preview.uuid) return preview;
  return invoicesOf(state, world).find(({ uuid }) => uuid === invoice_uuid);
}

/** Invoices, their payments, and an occasional failed attempt; newest first. */
function historyOf(state: DigitalOceanState, { clock, ...world }: World): Entry[] {
  const entries = invoicesOf(state, { ...world, clock }).flatMap((invoice, index): Entry[] => {
    const { month, uuid, id, amount } = invoice;
    const due = startOfMonth(month, 1);
    const name = new Date(month).toLocaleString("en-US", {
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    });
    const entry = (days: number, type: string, description: string, moved: string): Entry => ({
      description,
      amount: moved,
      date: toSeconds(due + days * dayMs),
      type,
    });
    const failed =
      index % 4 === 1 ? [entry(1, "AttemptFailed", "Payment attempt (Visa)", "0.00")] : [];
    return [
      entry(2, "Payment", "Payment (Visa)", negate(amount)),
      ...failed,
      {
        ...entry(0, "Invoice", `Invoice for ${name}`, amount),
        invoice_id: id,
        invoice_uuid: uuid,
      },
    ];
  });
  return entries.filter(({ date }) => Date.parse(date) <= clock.now());
}

interface Entry extends JsonObject {
  readonly amount: string;
  readonly date: string;
  readonly type: string;
}

/** One page, with the addresses of the adjacent pages. */
function paged(
  { query, origin, address }: Call,
  field: string,
  entries: readonly Json[],
  more: JsonObject = {},
) {
  const size = query.number("per_page") ?? 20;
  const page = query.number("page") ?? 1;
  const last = Math.max(1, Math.ceil(entries.length / size));
  const at = (number: number): string => {
    const url = new URL(address, origin);
    url.searchParams.set("page", String(number));
    url.searchParams.set("per_page", String(size));
    return url.href;
  };
  const back = page > 1 ? { first: at(1), prev: at(page - 1) } : {};
  const on = page < last ? { next: at(page + 1), last: at(last) } : {};
  const json = {
    [field]: entries.slice((page - 1) * size, page * size),
    ...more,
    links: last === 1 ? {} : { pages: { ...back, ...on } },
    meta: { total: entries.length },
  };
  return { status: 200, json };
}
