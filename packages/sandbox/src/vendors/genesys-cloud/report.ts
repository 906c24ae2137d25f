import { dayMs, startOfDay, toSeconds } from "../../engine/clock.js";
import { text, type Json } from "../../engine/json.js";
import type { Answer } from "../../engine/message.js";
import { Seeded } from "../../engine/seeded.js";
import type { Slot } from "../../engine/slot.js";
import type { Call, World } from "../../engine/vendor.js";
import { badParameter } from "./errors.js";
import { isMetered, products, usedQuantity, type Product } from "./products.js";
import type {
  GenesysCloudOrganization,
  GenesysCloudReport,
  GenesysCloudState,
  GenesysCloudUsage,
} from "./state.js";

const monthMs = 30 * dayMs;
/** How long the sandbox's own organization has been a customer. */
const historyMs = 24 * monthMs;
const firstInstant = Date.parse("0000-01-01T00:00:00Z");
const lastInstant = Date.parse("9999-12-31T23:59:59.999Z");
/** The most reports that are stored; the oldest are dropped first. */
const keptReports = 200;

/**
 * Usage reports of a partner's own organization. A report begins with its first request: the first
 * responses for two instants are InProgress and empty, later ones are complete.
 */
export class Reports {
  readonly #world: World;
  readonly #slot: Slot<GenesysCloudState>;

  constructor(world: World, slot: Slot<GenesysCloudState>) {
    this.#world = world;
    this.#slot = slot;
  }

  answer(organization: GenesysCloudOrganization, call: Call): Answer {
    const { query, address, requestId, fault } = call;
    const [startDate = "", endDate = ""] = [query.text("startDate"), query.text("endDate")];
    const [startMs, endMs] = [instantOf(startDate), instantOf(endDate)];
    if (Number.isNaN(startMs)) return undated("startDate", startDate, requestId);
    if (Number.isNaN(endMs)) return undated("endDate", endDate, requestId);
    if (endMs < startMs) {
      const message = "must not be before startDate";
      return badParameter(
        { parameter: "endDate", reason: "value", value: endDate, message },
        requestId,
      );
    }

    const report = this.#reportOf(organization, startMs, endMs);
    const isReady = fault === undefined && this.#isReady(organization, report);
    const usages = isReady ? this.#complete(report, startMs, endMs) : [];
    this.#slot.changed();
    return {
      status: 200,
      json: {
        id: new Seeded(this.#world.seed, "report", `${startMs} ${endMs}`).uuid(),
        name: "Billable usage",
        startDate: new Date(startMs).toISOString(),
        endDate: new Date(endMs).toISOString(),
        status: isReady ? "Complete" : (text(fault, "status") ?? "InProgress"),
        usages: usages.map(asJson),
        selfUri: address,
      },
    };
  }

  /** The report of two instants, with one more request counted. */
  #reportOf(
    { reports }: GenesysCloudOrganization,
    startMs: number,
    endMs: number,
  ): GenesysCloudReport {
    let report = reports.find(
      ({ startDate, endDate }) =>
        Date.parse(startDate) === startMs && Date.parse(endDate) === endMs,
    );
    if (!report) {
      const [startDate, endDate] = [new Date(startMs).toISOString(), new Date(endMs).toISOString()];
      report = { startDate, endDate, polls: 0 };
      reports.push(report);
      if (reports.length > keptReports) {
        const complete = reports.findIndex(({ made }) => made !== undefined);
        reports.splice(Math.max(complete, 0), 1);
      }
    }
    report.begun ??= new Date(this.#world.clock.now()).toISOString();
    report.polls += 1;
    return report;
  }

  #isReady({ reporting }: GenesysCloudOrganization, { polls, begun }: GenesysCloudReport): boolean {
    const waitedMs = this.#world.clock.now() - Date.parse(begun ?? "");
    return polls > (reporting.polls ?? this.#world.reportPolls) && waitedMs >= (reporting.ms ?? 0);
  }

  /**
   * The report's content: generated when it is first complete, and again when a later day adds to
   * it.
   */
  #complete(report: GenesysCloudReport, startMs: number, endMs: number): GenesysCloudUsage[] {
    const now = this.#world.clock.now();
    const madeMs = Date.parse(report.made ?? "");
    const isOld = endMs > madeMs && startOfDay(now) > madeMs;
    if (report.usages && !isOld) return report.usages;
    report.made = new Date(now).toISOString();
    report.usages = this.#usages(startMs, endMs);
    return report.usages;
  }

  /** The usage between the two instants, as far as they lie in the organization's past. */
  #usages(startMs: number, endMs: number): GenesysCloudUsage[] {
    const now = this.#world.clock.now();
    const [from, to] = [Math.max(startMs, now - historyMs), Math.min(endMs, now)];
    return from < to ? products.map((product) => this.#usage(product, from, to)) : [];
  }

  #usage(product: Product, from: number, to: number): GenesysCloudUsage {
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

function asJson({ resources, ...usage }: GenesysCloudUsage): Json {
  return { ...usage, resources: resources.map((resource) => ({ ...resource })) };
}

/**
 * NaN for date-times that are valid in the contract but have no instant that can be written as one:
 * a leap second, or one whose offset moves it out of the years 0 to 9999.
 */
function instantOf(dateTime: string): number {
  const time = Date.parse(dateTime);
  return time >= firstInstant && time <= lastInstant ? time : NaN;
}

function undated(parameter: string, value: string, requestId: string): Answer {
  return badParameter({ parameter, reason: "date", value, message: "" }, requestId);
}
