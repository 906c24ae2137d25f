import type { WithResponse } from "../client/api-promise.js";
import type { Clock } from "../internal/clock.js";
import type { Logger } from "../client/logger.js";
import type { PollState } from "./poller-state.js";

/** What a report's answer says of it; the complete one comes along, typed as such. */
export type ReportStatus<Complete> =
  | { readonly status: string; readonly state: "pending" | "unknown" }
  | { readonly status: string; readonly state: "complete"; readonly report: Complete };

/** What a poller must know of a report. */
export interface PollerDefinition<Complete, Report = unknown, Arguments extends object = object> {
  /** Names the report in a serialized poller, e.g. `genesys-cloud.billableUsage`. */
  readonly kind: string;
  /** The client's address. */
  readonly origin: string;
  /** Asks for the report once; its own retries are the client's. */
  request(
    args: Arguments,
    options: { readonly signal: AbortSignal },
  ): { withResponse(): Promise<WithResponse<Report>> };
  /** Reads the status of an answer. */
  status(report: Report): ReportStatus<Complete>;
  /** @default the runtime's */
  readonly clock?: Clock | undefined;
  /** For jitter: at least 0, less than 1. @default Math.random */
  readonly random?: (() => number) | undefined;
  /** Told each poll. @default none */
  readonly logger?: Logger | undefined;
}

/** What one wait is given. */
export interface WaitOptions {
  /** How long to wait at most, in milliseconds. @default 600_000, or a restored wait's own end */
  readonly deadlineMs?: number | undefined;
  /** Ends the wait at once, with the signal's own reason; the poller stays usable. */
  readonly signal?: AbortSignal | undefined;
  /** Told each state. One that throws ends nothing. */
  readonly onProgress?: ((state: PollState) => unknown) | undefined;
}
