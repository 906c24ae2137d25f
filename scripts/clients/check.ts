import type { SandboxState } from "@billkit/sandbox";

/** The state as the control API gives it. */
export type ReadState = () => Promise<SandboxState>;

/** One operation of a client that is not ours, in one of the ways it can be called. */
export interface Check {
  readonly client: string;
  /** What the vendor's own description calls the operation. */
  readonly operation: string;
  /** What is asked for, as a person would say it. */
  readonly what: string;
  /** What the client has returned. */
  readonly call: () => Promise<unknown>;
  /** What it should have, computed from the state that the control API gives after the call. */
  readonly expected: () => Promise<unknown>;
}

export interface Outcome {
  readonly client: string;
  readonly operation: string;
  readonly what: string;
  /** Where the answer differs from the state; none: it does not. */
  readonly differences: readonly string[];
}

/** Calls and compares, one after the other: what one changes, the next one sees. */
export async function carryOut(checks: readonly Check[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { client, operation, what, call, expected } of checks) {
    const answer = await call();
    const differences = differencesOf(answer, await expected());
    outcomes.push({ client, operation, what, differences });
  }
  return outcomes;
}

/** What a call gives: its data, or the status that it was refused with. */
export async function answerOf(
  call: () => Promise<unknown>,
  statusOf: (error: unknown) => unknown,
): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    const status = statusOf(error);
    return { refused: status ?? (error instanceof Error ? error.message : String(error)) };
  }
}

/** What `answerOf` has of a call that was refused as it should be. */
export function refused(status: number): unknown {
  return { refused: status };
}

const mostShown = 5;

/** Every place where two values differ, down to the last digit, as `place: got X, state has Y`. */
export function differencesOf(answer: unknown, state: unknown): string[] {
  const found = [...compare(answer, state, "")];
  const more = found.length - mostShown;
  return more > 0 ? [...found.slice(0, mostShown), `and ${more} more`] : found;
}

function* compare(answer: unknown, state: unknown, place: string): Generator<string> {
  if (isBranch(answer) && isBranch(state) && Array.isArray(answer) === Array.isArray(state)) {
    const names = new Set([...Object.keys(answer), ...Object.keys(state)]);
    for (const name of names) {
      yield* compare(own(answer, name), own(state, name), `${place}/${name}`);
    }
  } else if (!Object.is(answer, state)) {
    yield `${place || "/"}: got ${show(answer)}, state has ${show(state)}`;
  }
}

type Branch = Readonly<Record<string, unknown>>;

function isBranch(value: unknown): value is Branch {
  return typeof value === "object" && value !== null;
}

/** `absent` is none of JSON's values: a field that is missing is not one that is null. */
function own(branch: Branch, name: string): unknown {
  return Object.hasOwn(branch, name) ? branch[name] : undefined;
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value).slice(0, 200);
}
