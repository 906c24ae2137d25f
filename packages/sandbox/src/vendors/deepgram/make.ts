import { toAmount } from "../../engine/amount.js";
import { dayMs, startOfDay, toDate, toSeconds } from "../../engine/clock.js";
import { Seeded } from "../../engine/seeded.js";
import type { World } from "../../engine/vendor.js";
import type {
  DeepgramBalance,
  DeepgramOrder,
  DeepgramProject,
  DeepgramState,
  DeepgramStream,
} from "./state.js";
import { usageOf } from "./usage.js";

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

/**
 * An account with three projects: a busy one, a small one that also has hours, and a retired one.
 * Its second key is a member's, which can't read bills.
 */
export function makeState(world: World): DeepgramState {
  const today = startOfDay(world.clock.now());
  return {
    accounts: [
      {
        name: "Aurora",
        keys: [
          {
            key: new Seeded(world.seed, "api key").hex(40),
            permissions: ["billing:read", "usage:read"],
          },
          { key: new Seeded(world.seed, "member key").hex(40), permissions: ["usage:read"] },
        ],
        projects: [
          project(world, today, "Aurora Contact Center", {
            usd: 2,
            hours: 0,
            orders: 14,
            streams: 9,
          }),
          project(world, today, "Aurora Research", { usd: 1, hours: 1, orders: 3, streams: 2 }),
          project(world, today, "Aurora Pilot (retired)", {
            usd: 0,
            hours: 0,
            orders: 0,
            streams: 0,
          }),
        ],
      },
    ],
    line_items: { ...lineItems },
  };
}

interface Size {
  readonly usd: number;
  readonly hours: number;
  readonly orders: number;
  readonly streams: number;
}

function project(world: World, today: number, name: string, size: Size): DeepgramProject {
  const random = new Seeded(world.seed, "project", name);
  const project_id = random.uuid();
  const purchaseOrders = Array.from({ length: size.usd }, () => random.uuid());
  const balances = [
    ...purchaseOrders.map((id, index) => balance(random, "usd", index === 0 ? id : undefined)),
    ...Array.from({ length: size.hours }, () => balance(random, "hour", undefined)),
  ];
  const bought = orders(random, today, size);
  const used = streams(random).slice(0, size.streams);
  const [start, end] = [today - usageHistoryDays * dayMs, today - dayMs];
  return {
    project_id,
    name,
    balances,
    orders: bought,
    usage: usageOf(world.seed, project_id, used, { start, end }),
    streams: used,
    firstUse: toDate(start),
    usedUntil: toDate(end),
  };
}

function balance(
  random: Seeded,
  units: string,
  purchaseOrderId: string | undefined,
): DeepgramBalance {
  return {
    balance_id: random.uuid(),
    // The last digit is never 0, so that all eight decimals are visible.
    amount: toAmount(random.integer(4_000_000_000, 90_000_000_000) * 10 + random.integer(1, 9)),
    units,
    ...(purchaseOrderId === undefined ? {} : { purchase_order_id: purchaseOrderId }),
  };
}

function orders(random: Seeded, today: number, size: Size): DeepgramOrder[] {
  return Array.from({ length: size.orders }, (_, index) => {
    const created =
      today - (index * 27 + random.integer(1, 20)) * dayMs + random.integer(1, dayMs) - 1;
    const microseconds = String(random.integer(1, 999)).padStart(3, "0");
    const promotional = index === size.orders - 1;
    return {
      order_id: random.uuid(),
      // A prepaid order lasts a year; one by contract doesn't end.
      ...(index % 5 === 3 ? {} : { expiration: toSeconds(startOfDay(created) + 365 * dayMs) }),
      created: new Date(created).toISOString().replace("Z", `${microseconds}Z`),
      amount: promotional ? 200 : random.integer(1, 40) * 50 + (index % 3 === 1 ? 0.25 : 0),
      units: size.hours > 0 && index === 0 ? "hour" : "usd",
      order_type: promotional ? "promotional" : index % 5 === 3 ? "contract" : "prepaid",
    };
  });
}

function streams(random: Seeded): DeepgramStream[] {
  const [live, batch] = [random.uuid(), random.uuid()];
  // Not every accessor is a UUID.
  const legacy = random.word(24, "0123456789");
  const stream = (
    accessor: string,
    deployment: string,
    line_item: string,
    tags: string[],
    dailyDollars: number,
  ): DeepgramStream => ({ accessor, deployment, line_item, tags, dailyDollars });
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
