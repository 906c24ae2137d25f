import { toDecimal } from "../../engine/amount.js";
import type { Seeded } from "../../engine/seeded.js";

/** Something that is billed: a licence, a device, a sent message, a stored gigabyte. */
export interface Product {
  readonly name: string;
  readonly partNumber: string;
  readonly grouping: string;
  readonly unitOfMeasureType: string;
  /** Approximate usage of a medium-sized organization in a whole period. */
  readonly quantity: number;
  /** Decimals of a quantity: a licence has none, a gigabyte has some. */
  readonly places: number;
  /** Price per unit beyond the prepaid quantity. */
  readonly price: string;
  readonly prepayPrice?: string;
  readonly bundled?: number;
  readonly thirdParty?: boolean;
  readonly notes?: string;
}

export const products: readonly Product[] = [
  {
    name: "Genesys Cloud CX 3",
    partNumber: "GC-170-NV-CX3",
    grouping: "user-license",
    unitOfMeasureType: "license",
    quantity: 84,
    places: 0,
    price: "186.00",
    prepayPrice: "155.00",
  },
  {
    name: "Genesys Cloud CX 1 Concurrent",
    partNumber: "GC-170-NV-CX1C",
    grouping: "billable-app-concurrent-license",
    unitOfMeasureType: "concurrent-license",
    quantity: 22,
    places: 0,
    price: "135.00",
    prepayPrice: "112.50",
  },
  {
    name: "AI Experience tokens",
    partNumber: "GC-170-AI-TOK",
    grouping: "billable-app-usage-license",
    unitOfMeasureType: "token",
    quantity: 6_400,
    places: 4,
    price: "1.00",
    prepayPrice: "0.85",
    bundled: 2_520,
  },
  {
    name: "Workforce engagement add-on",
    partNumber: "GC-170-WEM-ORG",
    grouping: "billable-app-org-license",
    unitOfMeasureType: "organization",
    quantity: 1,
    places: 0,
    price: "950.00",
  },
  {
    name: "Managed desk phone",
    partNumber: "GC-HW-PHONE",
    grouping: "device",
    unitOfMeasureType: "device",
    quantity: 31,
    places: 0,
    price: "6.50",
    thirdParty: true,
  },
  {
    name: "Bot session",
    partNumber: "GC-170-BOT",
    grouping: "resource",
    unitOfMeasureType: "session",
    quantity: 2_150,
    places: 0,
    price: "0.06",
    bundled: 1_000,
  },
  {
    name: "Short code rental",
    partNumber: "GC-170-SMS-SC",
    grouping: "messaging",
    unitOfMeasureType: "number",
    quantity: 2,
    places: 0,
    price: "1000.00",
    thirdParty: true,
  },
  {
    name: "SMS outbound segment",
    partNumber: "GC-170-SMS-OUT",
    grouping: "messaging-usage",
    unitOfMeasureType: "segment",
    quantity: 18_300,
    places: 0,
    price: "0.00745125",
    thirdParty: true,
    notes: "Carrier surcharges included",
  },
  {
    name: "Data storage",
    partNumber: "GC-170-STORAGE",
    grouping: "storage",
    unitOfMeasureType: "gigabyte",
    quantity: 412,
    places: 8,
    price: "0.05",
    bundled: 100,
    notes: "Average over the period",
  },
  {
    name: "Recording storage",
    partNumber: "GC-170-STORAGE-REC",
    grouping: "storage-category",
    unitOfMeasureType: "gigabyte",
    quantity: 268,
    places: 8,
    price: "0.05",
  },
];

/** Head counts are complete from the first day; metered usage grows with time. */
export function isMetered({ quantity }: Product): boolean {
  return quantity >= 200;
}

/**
 * A product's usage between 85% and 115% of `share` of the typical amount, as a decimal with the
 * product's own places.
 */
export function usedQuantity(product: Product, random: Seeded, share: number): string {
  const step = 10 ** (8 - product.places);
  const steps = (product.quantity * share * (0.85 + random.next() * 0.3) * 1e8) / step;
  return toDecimal(Math.round(steps) * step);
}
