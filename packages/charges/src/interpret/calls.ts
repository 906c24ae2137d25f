import { BillkitError } from "@billkit/core";
import type {
  CallDefinition,
  ChargesDefinition,
  Instants,
  ViewDefinition,
} from "@billkit/core/charges";
import type { FailedCall } from "../charges-error.js";
import { argumentsOf, type Arguments } from "./arguments.js";
import type { Body, Caller } from "./caller.js";
import { parseWire } from "./json.js";
import { matches, type Scope } from "./value.js";

/** The input of an interpretation. */
export interface Interpretation {
  readonly definition: ChargesDefinition;
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly period: Instants;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly call: Caller;
  readonly signal: AbortSignal;
  /** Waits before it polls a report again. */
  readonly wait: (ms: number) => Promise<void>;
  /** Receives each body before its rows. */
  readonly onBody: (operation: string, args: Arguments, body: Body) => void | Promise<void>;
  /** Receives each error that rows are missing for; the other calls continue. */
  readonly onFailure: (error: unknown) => void;
  /** Receives the error of a failed call before anything else does. */
  readonly onFailedCall: (error: unknown, call: FailedCall) => void;
}

/** The state that the steps of one interpretation share. */
export interface Run extends Interpretation {
  /** Calls by operation and arguments, because views and months request the same lists. */
  readonly made: Map<string, Promise<Body[]>>;
}

/** The most polls of a report that isn't ready: some ten minutes. */
const maxRequests = 64;

/** The pages of a call; a repeated call returns the same ones. */
export function callAll(
  input: Run,
  definition: CallDefinition,
  scope: Scope,
  extra: Arguments,
): Promise<Body[]> {
  const { operation } = definition;
  const args = { ...argumentsOf(definition, scope), ...extra };
  const key = JSON.stringify([operation, args]);
  const made = input.made.get(key) ?? reportedCall(input, definition, args);
  input.made.set(key, made);
  return made;
}

async function reportedCall(
  input: Run,
  definition: CallDefinition,
  args: Arguments,
): Promise<Body[]> {
  try {
    return await makeCall(input, definition, args);
  } catch (error) {
    input.onFailedCall(error, { operation: definition.operation, arguments: args });
    throw error;
  }
}

async function makeCall(
  input: Run,
  definition: CallDefinition & Pick<Partial<ViewDefinition>, "pending">,
  args: Arguments,
): Promise<Body[]> {
  const { operation } = definition;
  const bodies: Body[] = [];
  const { pending } = definition;
  for (let requests = 1; ; requests++) {
    let isPending = false;
    for await (const body of input.call(operation, args)) {
      isPending = pending !== undefined && matches(parseWire(body.text), pending);
      if (isPending) break;
      await input.onBody(operation, args, body);
      bodies.push(body);
    }
    if (!isPending) return bodies;
    if (requests === maxRequests)
      throw new BillkitError(`${operation} isn't ready after ${requests} requests.`);
    await input.wait(Math.min(requests * 1000, 10_000));
  }
}
