import { BillkitError } from "@billkit/core";
import type { Charge, ChargesDefinition } from "@billkit/core/charges";
import type { FailedCall } from "../charges-error.js";
import { checkCharge } from "../check-charge.js";
import type { Body, Caller } from "../interpret/caller.js";
import { interpret } from "../interpret/interpret.js";
import { messageOf } from "../message.js";
import type { KeptBody, KeptFailure, KeptSource, Manifest } from "./manifest.js";

/** A body of the manifest; without text if its file can't be used. */
export type ReadBody = KeptBody & { readonly text?: string };

/** What a source is recomputed from. */
export interface ReplayInput {
  readonly run: Pick<Manifest, "period" | "now">;
  readonly source: KeptSource;
  readonly definition: ChargesDefinition;
  /** The source's own. */
  readonly bodies: readonly ReadBody[];
  /** The source's own. */
  readonly failures: readonly KeptFailure[];
}

/** A source's rows, recomputed. */
export interface Replay {
  readonly rows: readonly Charge[];
  /** Calls that the run must have made, of which neither a body nor a failure was kept. */
  readonly missing: readonly FailedCall[];
  /** Why the kept bodies can't be read. */
  readonly problems: readonly string[];
}

/** Recomputes a source's rows from its bodies, as `charges` computed them. */
export async function replay(input: ReplayInput): Promise<Replay> {
  const { run, source, definition } = input;
  const rows: Charge[] = [];
  const missing = new Map<string, FailedCall>();
  const problems = new Set<string>();
  const ended = new AbortController();
  const absent = new BillkitError("The call has no body.");
  const bodies = groupByCall(input.bodies);
  const failed = new Map(input.failures.map((each) => [each.call && keyOf(each.call), each]));
  const call: Caller = async function* (operation, args) {
    const key = keyOf({ operation, arguments: args });
    const failure = failed.get(key);
    if (failure?.isLast) ended.abort();
    const kept = bodies.get(key);
    if (failure === undefined && kept === undefined)
      missing.set(key, { operation, arguments: args });
    // Pages that came before a failure have no rows either.
    if (failure !== undefined || kept?.every(hasText) !== true) throw absent;
    for (const body of kept) yield await Promise.resolve(body);
  };
  const onFailure = (error: unknown): void => {
    if (error !== absent) problems.add(messageOf(error));
  };
  try {
    const recomputed = interpret({
      ...{ definition, call, onFailure, period: run.period, now: run.now },
      options: source.options,
      signal: ended.signal,
      wait: () => Promise.resolve(),
      onBody: () => undefined,
      onFailedCall: () => undefined,
    });
    for await (const row of recomputed) {
      rows.push(checkCharge(row));
    }
  } catch (error) {
    if (!ended.signal.aborted) onFailure(error);
  }
  return { rows, missing: [...missing.values()], problems: [...problems] };
}

const keyOf = (call: FailedCall): string => JSON.stringify([call.operation, call.arguments]);

const hasText = (body: ReadBody): body is ReadBody & Body => body.text !== undefined;

function groupByCall(bodies: readonly ReadBody[]): Map<string, ReadBody[]> {
  const byCall = new Map<string, ReadBody[]>();
  for (const body of bodies) byCall.set(keyOf(body), [...(byCall.get(keyOf(body)) ?? []), body]);
  return byCall;
}
