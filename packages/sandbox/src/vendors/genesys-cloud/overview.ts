import { toSeconds } from "../../engine/clock.js";
import type { Json } from "../../engine/json.js";
import { Seeded } from "../../engine/seeded.js";
import type { World } from "../../engine/vendor.js";
import type { TrustorOrganization } from "./organizations.js";
import { billingPeriod, type BillingPeriod } from "./periods.js";
import { isMetered, products, usedQuantity, type Product } from "./products.js";

/** The bill of one trustor's period as it stands now: an open period has what was used so far. */
export function overview(world: World, trustor: TrustorOrganization, index: number): Json {
  const now = world.clock.now();
  const period = billingPeriod(now, trustor.firstDay, index);
  const elapsed = Math.min(1, (now - period.startMs) / (period.endMs - period.startMs));
  const start = toSeconds(period.startMs);
  return {
    id: new Seeded(world.seed, "overview", trustor.id, start).uuid(),
    name: `${trustor.name} ${start.slice(0, 10)}`,
    organization: { id: trustor.id, name: trustor.name },
    currency: trustor.currency,
    enabledProducts: products.map(({ partNumber }) => partNumber),
    subscriptionType: trustor.subscriptionType,
    billingPeriodStartDate: start,
    billingPeriodEndDate: toSeconds(period.endMs),
    inRampPeriod: trustor.ramp !== undefined,
    ...rampDates(now, trustor),
    ...contractDates(now, trustor),
    ...(trustor.minimumMonthlyAmount === undefined
      ? {}
      : { minimumMonthlyAmount: trustor.minimumMonthlyAmount }),
    usages: products.map((product) => usage(world, trustor, product, period, elapsed)),
    selfUri: `/api/v2/billing/trusteebillingoverview/${trustor.id}?billingPeriodIndex=${index}`,
  };
}

function usage(
  { seed }: World,
  trustor: TrustorOrganization,
  product: Product,
  period: BillingPeriod,
  elapsed: number,
): Json {
  const random = new Seeded(seed, "usage", trustor.id, product.partNumber, period.startMs);
  // No organization is so small that it has less than one of a thing.
  const share = Math.max(trustor.size, 1 / product.quantity) * (isMetered(product) ? elapsed : 1);
  const prepaid = product.prepayPrice === undefined ? 0 : trustor.prepaid * trustor.size;
  return {
    name: product.name,
    partNumber: product.partNumber,
    grouping: product.grouping,
    unitOfMeasureType: product.unitOfMeasureType,
    usageQuantity: usedQuantity(product, random, share),
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

function rampDates(now: number, { ramp, firstDay }: TrustorOrganization) {
  if (!ramp) return {};
  return {
    rampPeriodStartDate: toSeconds(billingPeriod(now, firstDay, ramp.begun).startMs),
    rampPeriodEndDate: toSeconds(billingPeriod(now, firstDay, -ramp.left).endMs),
  };
}

function contractDates(now: number, { contract, firstDay }: TrustorOrganization) {
  if (!contract) return {};
  const { length, begun, amended } = contract;
  return {
    contractEffectiveDate: toSeconds(billingPeriod(now, firstDay, begun).startMs),
    contractEndDate: toSeconds(billingPeriod(now, firstDay, begun - length + 1).endMs),
    ...(amended === undefined
      ? {}
      : { contractAmendmentDate: toSeconds(billingPeriod(now, firstDay, amended).startMs) }),
  };
}
