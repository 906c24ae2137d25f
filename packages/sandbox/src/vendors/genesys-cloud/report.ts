import { toSeconds } from "../../engine/clock.js";
import type { Json } from "../../engine/json.js";
import type { Answer } from "../../engine/message.js";
import { Seeded } from "../../engine/seeded.js";
import type { Call, World } from "../../engine/vendor.js";
import { badParameter } from "./errors.js";
import { isMetered, products, usedQuantity, type Product } from "./products.js";

const monthMs = 30 * 86_400_000;
/** How long the sandbox's own organization has been a customer. */
const historyMs = 24 * monthMs;

/**
 * Usage reports of the sandbox's own organization. A report is begun when it is first asked for: the
 * first answers for two instants say InProgress and hold nothing, those after them are complete.
 */
export class Reports {
  readonly #world: World;
  /** Answers given so far, by the report's instants. */
  readonly #answers = new Map<string, number>();

  constructor(world: World) {
    this.#world = world;
  }

  answer({ query, address, requestId }: Call): Answer {
    const [startDate = "", endDate = ""] = [query.text("startDate"), query.text("endDate")];
    const [startMs, endMs] = [Date.parse(startDate), Date.parse(endDate)];
    // A leap second is a date-time to the contract, and no instant to Date.
    if (Number.isNaN(startMs)) return undated("startDate", startDate, requestId);
    if (Number.isNaN(endMs)) return undated("endDate", endDate, requestId);
    if (endMs < startMs) {
      const message = "must not be before startDate";
      return badParameter(
        { parameter: "endDate", reason: "value", value: endDate, message },
        requestId,
      );
    }

    const key = `${startMs} ${endMs}`;
    const answers = (this.#answers.get(key) ?? 0) + 1;
    this.#answers.set(key, answers);
    const complete = answers > this.#world.reportPolls;
    return {
      status: 200,
      json: {
        id: new Seeded(this.#world.seed, "report", key).uuid(),
        name: "Billable usage",
        startDate: new Date(startMs).toISOString(),
        endDate: new Date(endMs).toISOString(),
        status: complete ? "Complete" : "InProgress",
        usages: complete ? this.#usages(startMs, endMs) : [],
        selfUri: address,
      },
    };
  }

  /** What was used between the two instants, as far as they lie in the organization's past. */
  #usages(startMs: number, endMs: number): Json[] {
    const now = this.#world.clock.now();
    const [from, to] = [Math.max(startMs, now - historyMs), Math.min(endMs, now)];
    return from < to ? products.map((product) => this.#usage(product, from, to)) : [];
  }

  #usage(product: Product, from: number, to: number): Json {
    const random = new Seeded(this.#world.seed, "report", product.partNumber, from);
    if (isMetered(product)) {
      const totalUsage = usedQuantity(product, random, (to - from) / monthMs);
      return { name: product.name, totalUsage, resources: [] };
    }
    const count = Math.max(1, Number(usedQuantity(product, random, 1)));
    const resources = Array.from({ length: count }, (_, index) => ({
      name: `${product.unitOfMeasureType} ${String(index + 1).padStart(3, "0")}`,
      date: toSeconds(from + Math.floor(random.next() * (to - from))),
    }));
    return { name: product.name, totalUsage: String(count), resources };
  }
}

function undated(parameter: string, value: string, requestId: string): Answer {
  return badParameter({ parameter, reason: "date", value, message: "" }, requestId);
}
