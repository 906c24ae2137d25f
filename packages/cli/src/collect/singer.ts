import type { Charge } from "@billkit/charges";
import type { PartitionChange, Run } from "@billkit/charges/collect";
import { write, type Output } from "../io.js";

/** Types of a Singer schema. Decimals stay text, so that no digit is lost. */
const text = { type: ["null", "string"] };
const instant = { type: ["null", "string"], format: "date-time" };
const decimal = { type: ["null", "string"], format: "singer.decimal" };
const required = { type: "string" };

const properties: Readonly<Record<string, object>> = {
  id: required,
  vendor: required,
  accountId: required,
  accountName: text,
  subAccountId: text,
  view: required,
  billingPeriodStart: instant,
  billingPeriodEnd: instant,
  chargePeriodStart: instant,
  chargePeriodEnd: instant,
  category: required,
  service: required,
  item: required,
  sku: text,
  description: text,
  invoiceId: text,
  quantity: decimal,
  unit: text,
  unitPrice: decimal,
  amount: decimal,
  listAmount: decimal,
  currency: text,
  basis: required,
  final: { type: "boolean" },
  dimensions: { type: "object" },
  evidence: { type: "object" },
  _sdc_deleted_at: instant,
};

const stream = "charges";
const key = ["vendor", "accountId", "view", "billingPeriodStart", "id"];

/** Writes Singer messages. @see https://hub.meltano.com/singer/spec */
export class SingerWriter {
  /** Messages of one account are adjacent. */
  #last: Promise<unknown> = Promise.resolve();
  #collected = 0;

  constructor(private readonly output: Output) {}

  schema(): Promise<void> {
    return this.#write({
      type: "SCHEMA",
      stream,
      schema: { type: "object", properties },
      key_properties: key,
    });
  }

  /**
   * A partition's rows, and the removed ones. Targets update by key, so repeating them is harmless.
   */
  async change({ rows, removed, ...partition }: PartitionChange, now: number): Promise<void> {
    const gone = { ...partition, _sdc_deleted_at: new Date(now).toISOString() };
    await this.#write(
      ...rows.map((charge: Charge) => ({
        type: "RECORD",
        stream,
        record: { ...charge, billingPeriodStart: partition.billingPeriodStart },
      })),
      ...removed.map((id) => ({ type: "RECORD", stream, record: { ...gone, id } })),
    );
  }

  /** The store knows where to continue, so the state only lets targets flush. */
  async state({ period }: Run): Promise<void> {
    this.#collected += 1;
    const bookmark = { ...period, collected: this.#collected };
    await this.#write({ type: "STATE", value: { bookmarks: { [stream]: bookmark } } });
  }

  #write(...messages: readonly object[]): Promise<void> {
    const lines = messages.map((message) => `${JSON.stringify(message)}\n`).join("");
    const own = this.#last.then(() => (lines === "" ? undefined : write(this.output, lines)));
    this.#last = own.catch(() => undefined);
    return own;
  }
}
