import { daysBetween, timeOf, usedOn } from "../../engine/calendar.js";
import { dayMs, startOfDay, toDate, toSeconds } from "../../engine/clock.js";
import type { VendorData } from "../../engine/contract-vendor.js";
import { multiply, sum } from "../../engine/decimal.js";
import type { Json, JsonObject } from "../../engine/json.js";
import {
  countField,
  dateField,
  decimalField,
  listOf,
  objectOf,
  textField,
} from "../../engine/state-fields.js";
import type { Call, World } from "../../engine/vendor.js";

/** The state of the GitHub sandbox. */
export interface GitHubState {
  /** Name of the organization. */
  org: string;
  /** The first day with usage, `2026-06-01`. */
  since: string;
  /** Usage that continues from day to day. */
  streams: GitHubStream[];
}

/** The daily usage of one SKU by one repository. */
export interface GitHubStream {
  product: string;
  sku: string;
  unitType: string;
  /** US dollars, a decimal. */
  pricePerUnit: string;
  repositoryName: string;
  /** Units of a typical weekday, in hundredths. */
  hundredths: number;
  /** Whether the plan includes it, so that it is fully discounted. */
  included: boolean;
}

/** What the GitHub sandbox's handle has in addition to address and credential. */
export interface GitHubAccess {
  readonly token: string;
  readonly org: string;
}

/** Product, SKU, unit, price, hundredths per day, and whether the plan includes it. */
const skus: readonly (readonly [string, string, string, string, number, boolean])[] = [
  ["Actions", "Actions Linux", "minutes", "0.006", 64_000, false],
  ["Actions", "Actions Windows", "minutes", "0.010", 8_100, false],
  ["Actions", "Actions macOS 3-core", "minutes", "0.062", 2_300, false],
  ["Actions", "Actions storage", "gigabyte hours", "0.00033602", 190_033, true],
  ["Packages", "Packages data transfer", "gigabytes", "0.50", 417, false],
  ["Copilot", "Copilot Business", "user months", "19", 107, false],
  ["Git LFS", "Git LFS storage", "gigabyte hours", "0.0000972222", 96_400, true],
];
const repositories = ["website", "mobile-app", "infrastructure"];

export const github: VendorData<GitHubState, GitHubAccess> = {
  fields: {
    org: { ...textField, minLength: 1 },
    since: dateField,
    streams: listOf(
      objectOf({
        product: textField,
        sku: textField,
        unitType: textField,
        pricePerUnit: decimalField,
        repositoryName: textField,
        hundredths: countField,
        included: { type: "boolean" },
      }),
    ),
  },
  make: ({ clock }) => ({
    org: "aurora-labs",
    since: toDate(startOfDay(clock.now()) - 400 * dayMs),
    streams: repositories.flatMap((repositoryName, index) =>
      skus
        .filter((_, sku) => (sku + index) % 3 !== 0)
        .map(([product, sku, unitType, pricePerUnit, hundredths, included]) => {
          const shared = { product, sku, unitType, pricePerUnit, included };
          return { ...shared, repositoryName, hundredths: Math.ceil(hundredths / (index + 1)) };
        }),
    ),
  }),
  operations: {
    getUsage: (call, state, world) => {
      if (!isOrg(call, state)) return 404;
      const usageItems = itemsOf(call, state, world, { year: thisYear(world) });
      return { status: 200, json: { usageItems: usageItems.map(({ item }) => item) } };
    },
    getUsageSummary: (call, state, world) => {
      if (!isOrg(call, state)) return 404;
      const now = new Date(world.clock.now());
      const month = call.query.number("year") === undefined ? now.getUTCMonth() + 1 : undefined;
      const period = { year: thisYear(world), ...(month === undefined ? {} : { month }) };
      const items = itemsOf(call, state, world, period);
      return { status: 200, json: summaryOf(call, state, items, period) };
    },
  },
  arguments: ({ org }) => ({ getUsage: { org }, getUsageSummary: { org } }),
  access: ({ org }, { credential = "" }) => ({ token: credential, org }),
  environment: ({ org }) => ({ GITHUB_ORG: org }),
};

interface Row {
  readonly stream: GitHubStream;
  readonly quantity: string;
  readonly item: JsonObject;
}

function isOrg({ path }: Call, { org }: GitHubState): boolean {
  return path.org?.toLowerCase() === org.toLowerCase();
}

function thisYear({ clock }: World): number {
  return new Date(clock.now()).getUTCFullYear();
}

/** The items of the requested period, oldest first. */
function itemsOf(
  { query }: Call,
  { org, since, streams }: GitHubState,
  { seed, clock }: World,
  usual: { readonly year: number; readonly month?: number },
): Row[] {
  const year = query.number("year") ?? usual.year;
  const month = query.number("month") ?? usual.month;
  const day = query.number("day");
  const [from, to] =
    month === undefined
      ? [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)]
      : day === undefined
        ? [Date.UTC(year, month - 1, 1), Date.UTC(year, month, 1)]
        : [Date.UTC(year, month - 1, day), Date.UTC(year, month - 1, day + 1)];
  const end = Math.min(to, startOfDay(clock.now()));
  const wanted = (name: string, value: string) =>
    (query.text(name) ?? value).toLowerCase() === value.toLowerCase();
  return daysBetween(Math.max(from, timeOf(since)), end).flatMap((date) =>
    streams
      .filter(
        ({ product, sku, repositoryName }) =>
          wanted("product", product) &&
          wanted("sku", sku) &&
          wanted("repository", `${org}/${repositoryName}`),
      )
      .map((stream): Row => {
        const { product, sku, unitType, pricePerUnit, repositoryName, included } = stream;
        const used = usedOn(seed, `github ${sku} ${repositoryName}`, date, stream.hundredths);
        const quantity = multiply(used, "0.01");
        // The service computes with doubles and sends their digits.
        const grossAmount = Number(quantity) * Number(pricePerUnit);
        const discountAmount = included ? grossAmount : grossAmount * 0.05;
        const item = {
          date: toSeconds(date),
          product,
          sku,
          quantity: Number(quantity),
          unitType,
          pricePerUnit: Number(pricePerUnit),
          grossAmount,
          discountAmount,
          netAmount: grossAmount - discountAmount,
          organizationName: org,
          repositoryName,
        };
        return { stream, quantity, item };
      }),
  );
}

function summaryOf(
  { query }: Call,
  { org }: GitHubState,
  rows: readonly Row[],
  usual: { readonly year: number; readonly month?: number },
): JsonObject {
  const bySku = new Map<string, Row[]>();
  for (const row of rows) bySku.set(row.stream.sku, [...(bySku.get(row.stream.sku) ?? []), row]);
  const usageItems = [...bySku.values()].map((group): Json => {
    const total = (field: string) => group.reduce((all, { item }) => all + Number(item[field]), 0);
    const { product = "", sku = "", unitType = "", pricePerUnit = 0 } = group[0]?.item ?? {};
    const grossQuantity = Number(sum(group.map(({ quantity }) => quantity)));
    const discountQuantity = group[0]?.stream.included ? grossQuantity : grossQuantity * 0.05;
    return {
      product,
      sku,
      unitType,
      pricePerUnit,
      grossQuantity,
      grossAmount: total("grossAmount"),
      discountQuantity,
      discountAmount: total("discountAmount"),
      netQuantity: grossQuantity - discountQuantity,
      netAmount: total("netAmount"),
    };
  });
  const month = query.number("month") ?? usual.month;
  const day = query.number("day");
  return {
    timePeriod: {
      year: query.number("year") ?? usual.year,
      ...(month === undefined ? {} : { month }),
      ...(day === undefined ? {} : { day }),
    },
    organization: org,
    usageItems,
  };
}
