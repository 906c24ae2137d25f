import { toAmount } from "../../engine/amount.js";
import { dayMs, startOfDay, toSeconds } from "../../engine/clock.js";
import { Seeded } from "../../engine/seeded.js";
import type { World } from "../../engine/vendor.js";
import type { UsageStream } from "./usage.js";

export interface Balance {
  readonly balance_id: string;
  readonly amount: number;
  readonly units: string;
  readonly purchase_order_id?: string;
}

export interface Order {
  readonly order_id: string;
  readonly expiration?: string;
  readonly created: string;
  readonly amount: number;
  readonly units: string;
  readonly order_type: string;
}

export interface Project {
  readonly project_id: string;
  readonly name: string;
  readonly balances: readonly Balance[];
  /** Newest first. */
  readonly orders: readonly Order[];
  readonly streams: readonly UsageStream[];
  /** Midnight of the first day with usage. */
  readonly firstUse: number;
}

export interface Account {
  readonly apiKey: string;
  /** The main one first. */
  readonly projects: readonly Project[];
}

/** Billed units by name, as the fields operation titles them. */
export const lineItems: Readonly<Record<string, string>> = {
  "streaming::nova-3": "Nova - 3 (Stream)",
  "sync::nova-3": "Nova - 3 (Sync)",
  "streaming::nova-3-multilingual": "Nova - 3 Multilingual (Stream)",
  "streaming::flux": "Flux (Stream)",
  "sync::aura-2": "Aura - 2 (Sync)",
  "agent::standard": "Voice Agent, Standard (Stream)",
};

const usageHistoryDays = 120;

/** An account with three projects: a busy one, a small one that also holds hours, a retired one. */
export function openAccount(world: World): Account {
  const today = startOfDay(world.clock.now());
  const key = new Seeded(world.seed, "api key");
  return {
    apiKey: key.hex(40),
    projects: [
      project(world, today, "Aurora Contact Center", { usd: 2, hours: 0, orders: 14, streams: 9 }),
      project(world, today, "Aurora Research", { usd: 1, hours: 1, orders: 3, streams: 2 }),
      project(world, today, "Aurora Pilot (retired)", { usd: 0, hours: 0, orders: 0, streams: 0 }),
    ],
  };
}

interface Size {
  readonly usd: number;
  readonly hours: number;
  readonly orders: number;
  readonly streams: number;
}

function project(world: World, today: number, name: string, size: Size): Project {
  const random = new Seeded(world.seed, "project", name);
  const project_id = random.uuid();
  const purchaseOrders = Array.from({ length: size.usd }, () => random.uuid());
  return {
    project_id,
    name,
    balances: [
      ...purchaseOrders.map((id, index) => balance(random, "usd", index === 0 ? id : undefined)),
      ...Array.from({ length: size.hours }, () => balance(random, "hour", undefined)),
    ],
    orders: orders(random, today, size),
    streams: streams(random).slice(0, size.streams),
    firstUse: today - usageHistoryDays * dayMs,
  };
}

function balance(random: Seeded, units: string, purchaseOrderId: string | undefined): Balance {
  return {
    balance_id: random.uuid(),
    // The last digit is never 0, so that all eight decimals are seen.
    amount: toAmount(random.integer(4_000_000_000, 90_000_000_000) * 10 + random.integer(1, 9)),
    units,
    ...(purchaseOrderId === undefined ? {} : { purchase_order_id: purchaseOrderId }),
  };
}

function orders(random: Seeded, today: number, size: Size): Order[] {
  return Array.from({ length: size.orders }, (_, index) => {
    const created =
      today - (index * 27 + random.integer(1, 20)) * dayMs + random.integer(1, dayMs) - 1;
    const microseconds = String(random.integer(1, 999)).padStart(3, "0");
    const promotional = index === size.orders - 1;
    return {
      order_id: random.uuid(),
      // A prepaid order lasts a year; what is bought by contract does not end.
      ...(index % 5 === 3 ? {} : { expiration: toSeconds(startOfDay(created) + 365 * dayMs) }),
      created: new Date(created).toISOString().replace("Z", `${microseconds}Z`),
      amount: promotional ? 200 : random.integer(1, 40) * 50 + (index % 3 === 1 ? 0.25 : 0),
      units: size.hours > 0 && index === 0 ? "hour" : "usd",
      order_type: promotional ? "promotional" : index % 5 === 3 ? "contract" : "prepaid",
    };
  });
}

function streams(random: Seeded): UsageStream[] {
  const [live, batch] = [random.uuid(), random.uuid()];
  // Not every accessor is a UUID.
  const legacy = random.word(24, "0123456789");
  const stream = (
    accessor: string,
    deployment: string,
    line_item: string,
    tags: readonly string[],
    dailyDollars: number,
  ): UsageStream => ({ accessor, deployment, line_item, tags, dailyDollars });
  return [
    stream(live, "hosted", "streaming::nova-3", ["production", "inbound"], 31.5),
    stream(batch, "hosted", "sync::nova-3", ["dev"], 4.25),
    stream(live, "hosted", "streaming::nova-3", ["production"], 12.75),
    stream(live, "hosted", "streaming::nova-3-multilingual", ["production", "inbound"], 6.1),
    stream(live, "beta", "streaming::flux", ["dev"], 0.9),
    stream(batch, "hosted", "sync::aura-2", [], 2.4),
    stream(batch, "dedicated", "agent::standard", ["production"], 18.2),
    stream(legacy, "self-hosted", "streaming::nova-3", ["production"], 9.3),
    stream(legacy, "self-hosted", "sync::aura-2", [], 0.000004),
  ];
}
