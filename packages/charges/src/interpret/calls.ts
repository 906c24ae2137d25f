import { BillkitError } from "@billkit/core";
import type {
  CallDefinition,
  ChargesDefinition,
  Instants,
  ViewDefinition,
} from "@billkit/core/charges";
import { argumentsOf, type Arguments } from "./arguments.js";
import type { Body, Caller } from "./caller.js";
import { parseWire } from "./json.js";
import { matches, type Scope } from "./value.js";

/** What rows are read from. */
export interface Interpretation {
  readonly definition: ChargesDefinition;
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly period: Instants;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly call: Caller;
  readonly signal: AbortSignal;
  /** Waits before a report is asked for again. */
  readonly wait: (ms: number) => Promise<void>;
  /** Receives each body before its rows. */
  readonly onBody: (operation: string, args: Arguments, body: Body) => void | Promise<void>;
  /** Takes what one call failed with; the others go on. */
  readonly onFailure: (error: unknown) => void;
}

/** What the steps of one interpretation share. */
export interface Run extends Interpretation {
  /** Calls that were made, by operation and arguments: views and months ask for the same lists. */
  readonly made: Map<string, Promise<Body[]>>;
}

/** A report that isn't ready is asked for so often: for some ten minutes. */
const maxAsked = 64;

/** The pages of a call; one that was made already isn't made again. */
export function callAll(
  input: Run,
  definition: CallDefinition,
  scope: Scope,
  extra: Arguments,
): Promise<Body[]> {
  const { operation } = definition;
  const args = { ...argumentsOf(definition, scope), ...extra };
  const key = JSON.stringify([operation, args]);
  const made = input.made.get(key) ?? makeCall(input, definition, args);
  input.made.set(key, made);
  return made;
}

async function makeCall(
  input: Run,
  definition: CallDefinition & Pick<Partial<ViewDefinition>, "pending">,
  args: Arguments,
): Promise<Body[]> {
  const { operation } = definition;
  const bodies: Body[] = [];
  const { pending } = definition;
  for (let asked = 1; ; asked++) {
    let isPending = false;
    for await (const body of input.call(operation, args)) {
      isPending = pending !== undefined && matches(parseWire(body.text), pending);
      if (isPending) break;
      await input.onBody(operation, args, body);
      bodies.push(body);
    }
    if (!isPending) return bodies;
    if (asked === maxAsked)
      throw new BillkitError(
        `${input.definition.vendor}: ${operation} isn't ready after ${asked} requests.`,
      );
    await input.wait(Math.min(asked * 1000, 10_000));
  }
}
