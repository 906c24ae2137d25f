import type { Charge } from "@billkit/core/charges";
import { columns } from "./columns.js";
import { csvText, recordOf, type Cell } from "./csv.js";
import { focusColumns, type FocusVersion } from "./focus-columns.js";
import { isTotalled, isUse } from "./views.js";

/** Options of {@link toFocus}. */
export interface FocusOptions {
  /** Columns differ by version, so each file has one version. */
  readonly version: FocusVersion;
  /** Whether an account pays before or after use. The vendors' responses don't include it. */
  readonly settlement?: (charge: Charge) => "prepaid" | "arrears" | undefined;
  /**
   * What to do with usage whose quantity, which FOCUS requires, the vendor doesn't send.
   * @default "reject"
   */
  readonly missingQuantity?: "reject" | "empty";
  /** The vendor's name in the file. @default the vendor in capitals, such as `Genesys Cloud` */
  readonly providerName?: (vendor: string) => string;
  /** One of FOCUS's service categories. @default "Other" */
  readonly serviceCategory?: (charge: Charge) => string;
}

/** A charge that FOCUS can't express. */
export interface FocusRejection {
  readonly charge: Charge;
  readonly reason: string;
}

/** The result of {@link toFocus}. */
export interface FocusFile {
  readonly csv: string;
  /** Rows in `csv`. */
  readonly count: number;
  /** Charges that aren't in `csv`, with reasons. */
  readonly rejected: readonly FocusRejection[];
  /** `rejected` as CSV, for a sidecar file; empty if there are none. */
  readonly sidecar: string;
  /**
   * Accounts, as `vendor/accountId`, that were assumed to pay in arrears because nothing states
   * otherwise.
   */
  readonly unknownSettlement: readonly string[];
}

/**
 * Writes charges as a FOCUS file: the rows of the totals, and purchases. Other views of the same
 * money are left out. Rows that FOCUS can't express are in `rejected`.
 *
 * @see https://focus.finops.org/focus-specification/
 */
export function toFocus(charges: Iterable<Charge>, options: FocusOptions): FocusFile {
  const { settlement, missingQuantity = "reject", version } = options;
  const all = [...charges];
  const enters = isTotalled(all);
  const rejected: FocusRejection[] = [];
  const unknown = new Set<string>();
  const written = focusColumns(version);
  const records: Cell[][] = [];
  // A credit that was granted stands among the purchases.
  const isBeside = ({ view, category }: Charge): boolean =>
    view === "purchases" || category === "purchase";
  for (const charge of all.filter((each) => enters(each) || isBeside(each))) {
    const reason = reasonOf(charge, missingQuantity === "reject");
    if (reason !== undefined) {
      rejected.push({ charge, reason });
      continue;
    }
    const settled = settlement?.(charge);
    if (settled === undefined && isUse(charge)) unknown.add(`${charge.vendor}/${charge.accountId}`);
    const context = {
      isPrepaid: settled === "prepaid",
      provider: (options.providerName ?? titleOf)(charge.vendor),
      serviceCategory: options.serviceCategory?.(charge) ?? "Other",
    };
    records.push(written.map(({ value }) => value(charge, context)));
  }
  return {
    csv: csvText(
      written.map(({ name }) => name),
      records,
    ),
    count: records.length,
    rejected,
    sidecar: rejected.length === 0 ? "" : sidecarOf(rejected),
    unknownSettlement: [...unknown].sort(),
  };
}

/** Why FOCUS can't express a charge. */
function reasonOf(charge: Charge, needsQuantity: boolean): string | undefined {
  const { amount, category, quantity, unit } = charge;
  if (amount === undefined) return "it has no amount";
  if (category !== "usage" || !needsQuantity) return undefined;
  if (quantity === undefined) return "usage needs a PricingQuantity, which the vendor doesn't send";
  return unit === undefined
    ? "usage needs a PricingUnit, which the vendor doesn't send"
    : undefined;
}

const sidecarOf = (rejected: readonly FocusRejection[]): string =>
  csvText(
    ["reason", ...columns.map(({ name }) => name)],
    rejected.map(({ charge, reason }) => [reason, ...recordOf(charge)]),
  );

const titleOf = (vendor: string): string =>
  vendor.replace(
    /(^|-)(\w)/g,
    (_, dash: string, letter: string) => `${dash && " "}${letter.toUpperCase()}`,
  );
