import { NumberCell, record } from "./csv.js";

/** One line of a bill. */
export interface Row {
  readonly vendor: "deepgram" | "genesys-cloud";
  /** A Deepgram project, or a customer of a Genesys Cloud partner. */
  readonly accountId: string | undefined;
  readonly accountName: string | undefined;
  /** From the first on and up to, but without, the second: instants in UTC. */
  readonly start: string | undefined;
  readonly end: string | undefined;
  /** `open`: the figures may still change. `unpriced`: a zero that may not be final. */
  readonly state: "closed" | "open" | "unpriced";
  readonly item: string | undefined;
  readonly quantity: string | undefined;
  readonly unit: string | undefined;
  /** Exact digits; absent where no amount can be told. */
  readonly amount: string | undefined;
  /** Of the amount, in capitals. Never add two of them. */
  readonly currency: string | undefined;
}

export const header = record([
  "vendor",
  "account_id",
  "account_name",
  "start",
  "end_exclusive",
  "state",
  "item",
  "quantity",
  "unit",
  "amount",
  "currency",
]);

export function encodeRow(row: Row): string {
  const { vendor, accountId, accountName, start, end, state, item, unit, currency } = row;
  const [quantity, amount] = [row.quantity, row.amount].map((figure) =>
    figure === undefined ? undefined : new NumberCell(figure),
  );
  return record([
    vendor,
    ...[accountId, accountName, start, end, state, item],
    ...[quantity, unit, amount, currency],
  ]);
}
