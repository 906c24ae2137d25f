import { InputError } from "./input-error.js";
import { Schemas } from "./schemas.js";

/** The whole state of a sandbox as plain JSON. */
export interface StateDocument<Vendors = Readonly<Record<string, unknown>>> {
  /** Data generated later derives from it. */
  readonly seed: number;
  /** How far the sandbox's time is ahead of its clock, in milliseconds. */
  readonly clockOffsetMs: number;
  /** Requests answered so far, by vendor. */
  readonly requests: Readonly<Record<string, number>>;
  /** Each vendor's own state, by its name. */
  readonly vendors: Vendors;
}

/** A state passed by the user: omitted parts stay as they are or are generated from the seed. */
export type GivenState = Partial<StateDocument>;

const read = new Schemas().reader<GivenState>({
  type: "object",
  additionalProperties: false,
  properties: {
    seed: { type: "integer", minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
    // A century either way; no real date is further away.
    clockOffsetMs: { type: "number", minimum: -3_155_760_000_000, maximum: 3_155_760_000_000 },
    requests: { type: "object", additionalProperties: { type: "integer", minimum: 0 } },
    vendors: { type: "object", additionalProperties: { type: "object" } },
  },
});

/**
 * The parts of a state, without looking into the vendors' own.
 * @throws InputError with a pointer to the problem, such as a vendor not in `known`
 */
export function readStateDocument(value: unknown, known: readonly string[]): GivenState {
  const given = read(value, "");
  for (const part of ["vendors", "requests"] as const) {
    const unknown = Object.keys(given[part] ?? {}).find((name) => !known.includes(name));
    if (unknown === undefined) continue;
    throw new InputError(`/${part}: ${unknown} is unknown; allowed: ${known.join(", ")}`);
  }
  return given;
}
