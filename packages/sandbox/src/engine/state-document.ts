import { InputError } from "./input-error.js";
import { Schemas } from "./schemas.js";

/** Everything that a sandbox knows, as plain JSON. */
export interface StateDocument<Vendors = Readonly<Record<string, unknown>>> {
  /** What is made later is made from it. */
  readonly seed: number;
  /** How far the sandbox's time is ahead of its clock, in milliseconds. */
  readonly clockOffsetMs: number;
  /** Requests answered so far, by vendor. */
  readonly requests: Readonly<Record<string, number>>;
  /** Each vendor's own state, by its name. */
  readonly vendors: Vendors;
}

/** What a user hands in as a state: whatever is left out stays as it is, or is made from the seed. */
export type GivenState = Partial<StateDocument>;

const read = new Schemas().reader<GivenState>({
  type: "object",
  additionalProperties: false,
  properties: {
    seed: { type: "integer", minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
    // A century each way: what is past it is no date to anybody.
    clockOffsetMs: { type: "number", minimum: -3_155_760_000_000, maximum: 3_155_760_000_000 },
    requests: { type: "object", additionalProperties: { type: "integer", minimum: 0 } },
    vendors: { type: "object", additionalProperties: { type: "object" } },
  },
});

/**
 * The parts of a state, of which the vendors' own are not looked into.
 * @throws InputError with the pointer to what is wrong; a vendor that is none of `known` is.
 */
export function readStateDocument(value: unknown, known: readonly string[]): GivenState {
  const given = read(value, "");
  for (const part of ["vendors", "requests"] as const) {
    const unknown = Object.keys(given[part] ?? {}).find((name) => !known.includes(name));
    if (unknown === undefined) continue;
    throw new InputError(`/${part}: ${unknown} is unknown: take any of ${known.join(", ")}`);
  }
  return given;
}
