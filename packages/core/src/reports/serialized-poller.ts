import { ConfigurationError } from "../errors.js";
import { formatValue } from "../internal/format.js";
import { refuseUnknown } from "../client/check-options.js";
import { validateArgument, type ValueSchema } from "../request/argument-schema.js";
import type { ReportHandle } from "./report-definition.js";

/** A saved poller: plain JSON without credentials. */
export interface SerializedPoller {
  /** The version of this format. */
  readonly version: 1;
  /** The kind of report: the definition's `kind`. */
  readonly kind: string;
  /** The arguments of the report's request. */
  readonly arguments: object;
  /** When the poller was created, in epoch milliseconds. */
  readonly startedAt: number;
  /** The deadline of the last `wait`, in epoch milliseconds. */
  readonly deadlineAt?: number;
  /**
   * The base URL that the report was requested from, and the only one that it is requested from.
   */
  readonly origin: string;
  /** Number of polls. */
  readonly polls: number;
  /** Milliseconds since the poller was created. */
  readonly elapsedMs?: number;
  /** The service's handle for the report: a job's id, or the address of its status. */
  readonly handle?: ReportHandle;
  /** How often the report was started again because the service no longer had it. */
  readonly restarts?: number;
}

const time: ValueSchema = { type: "number", min: 0, allowed: "epoch milliseconds" };
const count: ValueSchema = { type: "integer", min: 0, allowed: "a whole number from 0" };

/** The fields that depend on the poller. */
const schemas: Readonly<Record<string, ValueSchema>> = {
  arguments: { type: "object", allowed: "an object" },
  startedAt: time,
  deadlineAt: time,
  polls: count,
  elapsedMs: { type: "number", min: 0, allowed: "milliseconds from 0" },
  handle: {
    match: (value: unknown) => (typeof value === "string" ? value !== "" : Number.isFinite(value)),
    allowed: "an id or an address",
  },
  restarts: count,
};
const required = ["arguments", "startedAt", "polls"];

/**
 * Reads the result of `serialize()`, as an object or as JSON text.
 * @throws ConfigurationError if it is invalid, or of another kind, origin or version
 */
export function readSerialized(
  serialized: unknown,
  { kind, origin }: Pick<SerializedPoller, "kind" | "origin">,
): SerializedPoller {
  const fail = (problem: string): Error =>
    new ConfigurationError(`a saved ${kind} ${problem}`, { option: "serialized" });
  let value = serialized;
  try {
    if (typeof value === "string") value = JSON.parse(value);
  } catch {
    throw fail("isn't JSON; pass what serialize() returned");
  }
  const fields = Object(value) as SerializedPoller;
  const expected = { version: 1, kind, origin } as const;
  const refuse = (name: string, found: unknown, wanted = ""): Error =>
    fail(`has ${name} ${formatValue(found)}; expected ${wanted}`);
  for (const [name, wanted] of Object.entries(expected)) {
    const found = fields[name as keyof typeof expected];
    if (found !== wanted) throw refuse(name, found, JSON.stringify(wanted));
  }
  for (const [name, schema] of Object.entries(schemas)) {
    const found = fields[name as keyof SerializedPoller];
    const isChecked = found !== undefined || required.includes(name);
    if (isChecked && validateArgument(schema, found)) throw refuse(name, found, schema.allowed);
  }
  refuseUnknown(fields, [...Object.keys(expected), ...Object.keys(schemas)], (name, problem) =>
    fail(`has ${name}, which ${problem}`),
  );
  return { elapsedMs: 0, ...fields };
}
