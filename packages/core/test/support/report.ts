import {
  ApiPromise,
  Poller,
  type PollerDefinition,
  type ReportStatus,
  type WithResponse,
} from "../../src/index.js";
import { VirtualClock } from "./virtual-clock.js";

export interface Report {
  readonly status?: string;
  readonly usages?: readonly string[];
}
export type Complete = Report & { readonly usages: readonly string[] };
export interface ReportArguments {
  readonly startDate: string;
}

export type Step = (signal: AbortSignal) => Promise<Report & { headers?: Record<string, string> }>;

export interface Polled {
  readonly definition: PollerDefinition<Complete, Report, ReportArguments>;
  readonly poller: Poller<Complete, Report, ReportArguments>;
  readonly clock: VirtualClock;
  /** When each request was made, from the start. */
  readonly polledAt: number[];
  /** The arguments of each request. */
  readonly arguments: ReportArguments[];
  /** The largest number of concurrent requests. */
  readonly most: () => number;
}

/** A report is complete only with usages. */
export function reportStatus(report: Report): ReportStatus<Complete> {
  const { status = "none", usages } = report;
  if (status === "Complete" && usages)
    return { status, state: "complete", report: { ...report, usages } };
  return { status, state: status === "InProgress" ? "pending" : "unknown" };
}

/** A report whose requests get one response after another; the last one repeats. */
export function polled(...steps: (Step | Report | (() => Promise<never>))[]): Polled {
  const clock = new VirtualClock();
  const start = clock.now();
  const polledAt: number[] = [];
  const args: ReportArguments[] = [];
  let running = 0;
  let most = 0;
  const request = async (
    signal: AbortSignal,
    index: number,
  ): Promise<() => WithResponse<Report>> => {
    most = Math.max(most, ++running);
    try {
      const step = steps[Math.min(index, steps.length - 1)] ?? {};
      const { headers, ...data } =
        typeof step === "function" ? await step(signal) : { headers: undefined, ...step };
      return () => ({
        data,
        response: new Response("", headers ? { headers } : {}),
        requestId: `r-${index + 1}`,
      });
    } finally {
      running--;
    }
  };
  const definition: PollerDefinition<Complete, Report, ReportArguments> = {
    kind: "acme.usage",
    origin: "https://api.acme.example",
    clock,
    random: () => 0,
    request: (given, { signal }) => {
      args.push(given);
      return new ApiPromise(request(signal, polledAt.push(clock.now() - start) - 1));
    },
    status: reportStatus,
  };
  const poller = new Poller(definition, { startDate: "2026-06-01" });
  return { definition, poller, clock, polledAt, arguments: args, most: () => most };
}

export const pending: Report = { status: "InProgress" };
export const complete: Complete = { status: "Complete", usages: ["calls"] };
