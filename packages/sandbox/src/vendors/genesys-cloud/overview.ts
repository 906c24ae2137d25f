import { parseDecimal, toDecimal } from "../../engine/amount.js";
import { toSeconds } from "../../engine/clock.js";
import { Seeded } from "../../engine/seeded.js";
import type { World } from "../../engine/vendor.js";
import { billingPeriod, type BillingPeriod } from "./periods.js";
import { isMetered, products, usedQuantity, type Product } from "./products.js";
import type {
  GenesysCloudOverview,
  GenesysCloudOverviewUsage,
  GenesysCloudTerms,
  GenesysCloudTrustor,
} from "./state.js";

/** The parts of an overview that are the same in every period. */
export type Lasting = Omit<
  GenesysCloudOverview,
  | "id"
  | "name"
  | "organization"
  | "enabledProducts"
  | "billingPeriodStartDate"
  | "billingPeriodEndDate"
  | "usages"
>;

const rampNames = ["rampPeriodStartDate", "rampPeriodEndDate"];
const lastingNames = [
  "contractAmendmentDate",
  "contractEffectiveDate",
  "contractEndDate",
  "minimumMonthlyAmount",
];

interface Named {
  readonly id: string;
  readonly name: string;
}

/** One trustor's period at the clock's time: an open period has the usage so far. */
export function makePeriod(
  world: World,
  { id, name }: Named,
  terms: GenesysCloudTerms,
  { currency, subscriptionType, ...lasting }: Lasting,
  period: BillingPeriod,
): GenesysCloudOverview {
  const start = toSeconds(period.startMs);
  const elapsed = elapsedAt(period, world.clock.now());
  return {
    id: new Seeded(world.seed, "overview", id, start).uuid(),
    name: `${name} ${start.slice(0, 10)}`,
    organization: { id, name },
    currency,
    enabledProducts: products.map(({ partNumber }) => partNumber),
    subscriptionType,
    billingPeriodStartDate: start,
    billingPeriodEndDate: toSeconds(period.endMs),
    ...lasting,
    usages: products.map((product) => usage(world, id, terms, product, period, elapsed)),
  };
}

/** Advances a trustor's active period to now; if it is over, begins the following ones. */
export function advanceTrustor(world: World, trustor: GenesysCloudTrustor): void {
  const { terms, periods } = trustor;
  const [newest] = periods;
  const now = world.clock.now();
  const untilMs = Date.parse(trustor.usedUntil ?? "");
  trustor.usedUntil ??= new Date(now).toISOString();
  if (!terms || !newest || !(untilMs < now)) return;
  let period = billingPeriod(Date.parse(newest.billingPeriodStartDate), terms.firstDay, 0);
  grow(world, trustor.id, terms, newest, period, [untilMs, now]);
  while (period.endMs + 1000 <= now) {
    period = billingPeriod(period.endMs + 1000, terms.firstDay, 0);
    const lasting = afterRamp(periods[0] ?? newest, period);
    periods.unshift(makePeriod(world, trustor, terms, lasting, period));
  }
  trustor.usedUntil = new Date(now).toISOString();
}

/** Adds the usage between two instants to the decimal, as far as they lie in the period. */
function grow(
  { seed }: World,
  trustorId: string,
  terms: GenesysCloudTerms,
  { usages }: GenesysCloudOverview,
  period: BillingPeriod,
  between: readonly [number, number],
): void {
  const [from, to] = between.map((time) => elapsedAt(period, time));
  if (from === to) return;
  for (const used of usages) {
    const product = products.find(({ partNumber }) => partNumber === used.partNumber);
    if (!product || !isMetered(product)) continue;
    const [before, after] = [from, to].map((elapsed) =>
      parseDecimal(quantity(seed, trustorId, terms, product, period, elapsed ?? 0)),
    );
    const grown = parseDecimal(used.usageQuantity) + (after ?? 0n) - (before ?? 0n);
    used.usageQuantity = toDecimal(grown);
  }
}

function elapsedAt({ startMs, endMs }: BillingPeriod, time: number): number {
  return Math.min(1, Math.max(0, (time - startMs) / (endMs - startMs)));
}

/** The terms that last; no ramp if the period begins after the ramp's end. */
function afterRamp(before: GenesysCloudOverview, { startMs }: BillingPeriod): Lasting {
  const isRamp = startMs <= Date.parse(before.rampPeriodEndDate ?? "");
  const names = isRamp ? [...lastingNames, ...rampNames] : lastingNames;
  const { currency, subscriptionType } = before;
  const lasting = Object.entries(before).filter(([name]) => names.includes(name));
  return { currency, subscriptionType, inRampPeriod: isRamp, ...Object.fromEntries(lasting) };
}

function usage(
  { seed }: World,
  trustorId: string,
  terms: GenesysCloudTerms,
  product: Product,
  period: BillingPeriod,
  elapsed: number,
): GenesysCloudOverviewUsage {
  const prepaid = product.prepayPrice === undefined ? 0 : terms.prepaid * terms.size;
  return {
    name: product.name,
    partNumber: product.partNumber,
    grouping: product.grouping,
    unitOfMeasureType: product.unitOfMeasureType,
    usageQuantity: quantity(seed, trustorId, terms, product, period, elapsed),
    prepayQuantity: String(Math.round(product.quantity * prepaid)),
    overagePrice: product.price,
    isCancellable: product.grouping !== "billable-app-org-license",
    isThirdParty: product.thirdParty ?? false,
    ...(prepaid > 0 && product.prepayPrice !== undefined
      ? { prepayPrice: product.prepayPrice }
      : {}),
    ...(product.bundled === undefined ? {} : { bundleQuantity: String(product.bundled) }),
    ...(product.notes === undefined ? {} : { usageNotes: product.notes }),
  };
}

/** A product's usage in a period of which `elapsed`, from 0 to 1, has passed. */
function quantity(
  seed: number,
  trustorId: string,
  { size }: GenesysCloudTerms,
  product: Product,
  { startMs }: BillingPeriod,
  elapsed: number,
): string {
  const random = new Seeded(seed, "usage", trustorId, product.partNumber, startMs);
  // Even the smallest organization has at least one.
  const share = Math.max(size, 1 / product.quantity) * (isMetered(product) ? elapsed : 1);
  return usedQuantity(product, random, share);
}
