import { ConfigurationError } from "../errors.js";
import { shown } from "../internal/format.js";

/** What a poller last saw. */
export interface PollState {
  /** The report's own status; of one without, what the definition calls it. */
  readonly status: string;
  /** How many requests were made, those before a restore included. */
  readonly polls: number;
  /** Since the poller was made first; never goes backwards. */
  readonly elapsedMs: number;
  /** How long until the next request, in milliseconds; undefined once the report is complete. */
  readonly nextPollMs: number | undefined;
  /** The service's own id of the last request. */
  readonly requestId: string | undefined;
}

/** A poller on its way to another process: plain JSON, without any credential. */
export interface SerializedPoller {
  /** Of this form. */
  readonly version: 1;
  /** Which report, e.g. `genesys-cloud.billableUsage`. */
  readonly kind: string;
  /** What the report is asked for with. */
  readonly arguments: object;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** When the last `wait` was to end, in epoch milliseconds. */
  readonly deadlineAt?: number;
  /** Where the report was asked for; it is asked for nowhere else. */
  readonly origin: string;
  /** How many requests were made. */
  readonly polls: number;
  /** Since the poller was made first, so that it never goes backwards on a clock that differs. */
  readonly elapsedMs?: number;
}

const isTime = (value: unknown): value is number => Number.isFinite(value) && Number(value) >= 0;

/**
 * Reads what `serialize()` gave: the object or its JSON text.
 * @throws ConfigurationError when it is something else, or of another kind, origin or version
 */
export function readSerialized(
  serialized: unknown,
  { kind, origin }: Pick<SerializedPoller, "kind" | "origin">,
): SerializedPoller {
  const fail = (problem: string): Error =>
    new ConfigurationError(`a serialized ${kind} ${problem}`, { option: "serialized" });
  let value = serialized;
  try {
    if (typeof value === "string") value = JSON.parse(value);
  } catch {
    throw fail("must be what serialize() gave, or its JSON text");
  }
  const fields: Partial<Record<keyof SerializedPoller, unknown>> = Object(value) as object;
  const expected = { version: 1, kind, origin } as const;
  for (const [name, allowed] of Object.entries(expected)) {
    const found = fields[name as keyof typeof expected];
    if (found === allowed) continue;
    throw fail(`has ${name} ${shown(found)}; this poller takes ${JSON.stringify(allowed)}`);
  }
  const { arguments: args, startedAt, deadlineAt, polls, elapsedMs = 0 } = fields;
  const whole = typeof args === "object" && args && !Array.isArray(args);
  const told = isTime(startedAt) && isTime(polls) && Number.isSafeInteger(polls);
  if (!whole || !told || !isTime(deadlineAt === undefined ? 0 : deadlineAt) || !isTime(elapsedMs)) {
    throw fail("lacks arguments, startedAt or polls, or holds another kind of value in them");
  }
  return {
    ...expected,
    arguments: args,
    startedAt,
    ...(isTime(deadlineAt) && { deadlineAt }),
    polls,
    elapsedMs,
  };
}
