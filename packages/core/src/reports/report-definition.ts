import type { WithResponse } from "../client/api-promise.js";
import type { Clock } from "../internal/clock.js";
import type { Logger } from "../client/logger.js";

/** The service's handle for a started report: a job's id, or the address of its status. */
export type ReportHandle = string | number;

/** The state of a report in a response; a complete one is included. */
export type ReportStatus<Complete> =
  | {
      readonly status: string;
      readonly state: "pending" | "unknown";
      /** Replaces the handle that later requests get. */
      readonly handle?: ReportHandle;
    }
  | {
      readonly status: string;
      readonly state: "failed";
      /** The service's message. */
      readonly message?: string;
    }
  | { readonly status: string; readonly state: "complete"; readonly report: Complete };

/** The handle for a poll's request; undefined before the service has assigned one. */
export interface ReportContext {
  readonly handle: ReportHandle | undefined;
}

/** Defines a report for `Poller`: how to request it and how to read its status. */
export interface PollerDefinition<Complete, Report = unknown, Arguments extends object = object> {
  /** Identifies the report in a saved poller, e.g. `<vendor>.<report>`. */
  readonly kind: string;
  /** The client's base URL. */
  readonly origin: string;
  /** Requests the report once. The client handles retries within a request. */
  request(
    args: Arguments,
    options: { readonly signal: AbortSignal } & ReportContext,
  ): { withResponse(): Promise<WithResponse<Report>> };
  /** Reads the report's status from a response body. */
  status(
    report: Report,
    context: ReportContext & { readonly response: Response },
  ): ReportStatus<Complete>;
  /**
   * Whether an error means that the service no longer has the report. It is then started again, once.
   * @default never
   */
  isExpired?(error: unknown): boolean;
  /**
   * Whether a request without a handle starts a report. A response to it that breaks the contract
   * then throws: the next poll would start another report.
   * @default false
   */
  readonly startsOnce?: boolean;
  /** Response headers with a wait in seconds, besides `Retry-After`. @default none */
  readonly waitHeaders?: readonly string[] | undefined;
  /** @default the system clock */
  readonly clock?: Clock | undefined;
  /** Source of jitter: at least 0, less than 1. @default Math.random */
  readonly random?: (() => number) | undefined;
  /** Logs every poll as `poll`. @default none */
  readonly logger?: Logger | undefined;
}

/** The state of a report after a poll. */
export interface PollState {
  /** The report's own status; if it has none, one from the definition. */
  readonly status: string;
  /** Number of polls, including those before a restore. */
  readonly polls: number;
  /** Milliseconds since the poller was created; never decreases. */
  readonly elapsedMs: number;
  /** Milliseconds until the next poll; undefined once the report is complete. */
  readonly nextPollMs: number | undefined;
  /** The service's own id of the last request. */
  readonly requestId: string | undefined;
}

/** Options of `Poller.wait`. */
export interface WaitOptions {
  /** Maximum wait in milliseconds. @default 600_000, or a restored poller's saved deadline */
  readonly deadlineMs?: number | undefined;
  /** Ends the wait at once, with the signal's own reason. The poller stays usable. */
  readonly signal?: AbortSignal | undefined;
  /** Called with every state. Errors that it throws are logged and don't end the wait. */
  readonly onProgress?: ((state: PollState) => unknown) | undefined;
}
