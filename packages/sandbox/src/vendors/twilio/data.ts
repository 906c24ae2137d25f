import { daysBetween, timeOf, usedOn } from "../../engine/calendar.js";
import { dayMs, startOfDay, toDate, toSeconds } from "../../engine/clock.js";
import type { VendorData } from "../../engine/contract-vendor.js";
import { multiply, sum } from "../../engine/decimal.js";
import type { JsonObject } from "../../engine/json.js";
import { Seeded } from "../../engine/seeded.js";
import { dateField, decimalField } from "../../engine/state-fields.js";
import type { Call, World } from "../../engine/vendor.js";
import { categories, total, type Category } from "./categories.js";

/** The state of the Twilio sandbox. */
export interface TwilioState {
  /** The account's SID. */
  accountSid: string;
  /** The remaining credit in US dollars, a decimal. */
  balance: string;
  /** The first day with usage, `2026-06-01`. */
  since: string;
}

/** What the Twilio sandbox's handle has in addition to address and credential. */
export interface TwilioAccess {
  readonly accountSid: string;
  readonly authToken: string;
}

const historyDays = 150;

export const twilio: VendorData<TwilioState, TwilioAccess> = {
  fields: {
    accountSid: { type: "string", pattern: "^AC[0-9a-fA-F]{32}$" },
    balance: decimalField,
    since: dateField,
  },
  make: ({ seed, clock }) => {
    const random = new Seeded(seed, "twilio account");
    return {
      accountSid: `AC${random.hex(32)}`,
      balance: `${random.integer(100, 900)}.${random.integer(10_000, 99_999)}`,
      since: toDate(startOfDay(clock.now()) - historyDays * dayMs),
    };
  },
  userName: ({ accountSid }) => accountSid,
  operations: {
    getBalance: ({ path }, { accountSid, balance }) =>
      path.AccountSid === accountSid
        ? { status: 200, json: { account_sid: accountSid, balance, currency: "USD" } }
        : 404,
    listUsageRecords: (call, state, world) =>
      call.path.AccountSid === state.accountSid ? usageRecords(call, state, world) : 404,
  },
  arguments: ({ accountSid }) => ({
    getBalance: { AccountSid: accountSid },
    listUsageRecords: { AccountSid: accountSid },
  }),
  access: ({ accountSid }, { credential = "" }) => {
    const [, authToken = ""] = atob(credential).split(":");
    return { accountSid, authToken };
  },
};

function usageRecords(call: Call, state: TwilioState, world: World) {
  const { query, path } = call;
  const folder = `/2010-04-01/Accounts/${path.AccountSid ?? ""}/Usage`;
  const now = world.clock.now();
  const start = query.text("StartDate") ?? state.since;
  const end = query.text("EndDate") ?? toDate(now);
  const days = daysBetween(
    Math.max(timeOf(start), timeOf(state.since)),
    Math.min(timeOf(end) + dayMs, startOfDay(now) + dayMs),
  );
  const leaves = new Map(categories.map((each) => [each.name, figuresOf(each, days, world)]));
  const category = query.text("Category");
  const records = categories
    .filter(({ name }) => category === undefined || name === category)
    .map((category): JsonObject => {
      const own = `Category=${category.name}&StartDate=${start}&EndDate=${end}`;
      return {
        category: category.name,
        description: category.name.replaceAll("-", " "),
        account_sid: state.accountSid,
        start_date: start,
        end_date: end,
        as_of: toSeconds(now).replace("Z", "+00:00"),
        ...recordOf(category, leaves),
        price_unit: "usd",
        api_version: "2010-04-01",
        uri: `${folder}/Records.json?${own}`,
        subresource_uris: {
          today: `${folder}/Records/Today.json?Category=${category.name}`,
          last_month: `${folder}/Records/LastMonth.json?Category=${category.name}`,
        },
      };
    });
  return { status: 200, json: paged(call, `${folder}/Records.json`, records) };
}

interface Figures {
  readonly count: number;
  readonly usage: number;
  readonly price: string;
}

/** The usage and price of a category without parts. */
function figuresOf({ name, rate }: Category, days: readonly number[], { seed }: World): Figures {
  if (!rate) return { count: 0, usage: 0, price: "0" };
  const [countUnit, usageUnit, price, typical] = rate;
  const usage = days.reduce((all, day) => all + usedOn(seed, `twilio ${name}`, day, typical), 0);
  const count = countUnit === usageUnit ? usage : Math.ceil(usage / 3);
  return { count, usage, price: multiply(usage, price) };
}

/** A parent has the sums of its parts; `totalprice` has only a price. */
function recordOf(category: Category, figures: ReadonlyMap<string, Figures>): JsonObject {
  const isBelow = ({ name, parents, rate }: Category) =>
    rate !== undefined && (name === category.name || parents.includes(category.name));
  const below = categories.filter(isBelow);
  const own = below.flatMap(({ name }) => figures.get(name) ?? []);
  const price = sum(own.map((each) => each.price));
  const [countUnit = "", usageUnit = ""] = below[0]?.rate ?? [];
  if (category.name === total) {
    return { count: null, count_unit: null, usage: price, usage_unit: "usd", price };
  }
  const totalOf = (of: (each: Figures) => number) =>
    String(own.reduce((all, each) => all + of(each), 0));
  return {
    count: totalOf(({ count }) => count),
    count_unit: countUnit,
    usage: totalOf(({ usage }) => usage),
    usage_unit: usageUnit,
    price,
  };
}

/** One page, which links to the next one by a path. */
function paged({ query }: Call, path: string, records: readonly JsonObject[]): JsonObject {
  const size = query.number("PageSize") ?? 50;
  const page = query.number("Page") ?? 0;
  const filters = ["Category", "StartDate", "EndDate"].flatMap((name) => {
    const value = query.text(name);
    return value === undefined ? [] : [[name, value]];
  });
  const at = (number: number): string => {
    const token = number === 0 ? [] : [["PageToken", `PT${number}`]];
    const pairs = [...filters, ["PageSize", String(size)], ["Page", String(number)], ...token];
    return `${path}?${new URLSearchParams(pairs).toString()}`;
  };
  const start = page * size;
  const shown = records.slice(start, start + size);
  return {
    first_page_uri: at(0),
    previous_page_uri: page === 0 ? null : at(page - 1),
    next_page_uri: start + size < records.length ? at(page + 1) : null,
    uri: at(page),
    page,
    page_size: size,
    start,
    end: Math.max(start, start + shown.length - 1),
    usage_records: shown,
  };
}
