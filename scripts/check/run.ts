import type { Place, Step } from "./step.js";

export interface Done {
  readonly id: string;
  readonly title: string;
  readonly ok: boolean;
  readonly seconds: number;
  /** Why it failed. */
  readonly problem?: string;
}

export interface Outcome {
  readonly ok: boolean;
  readonly steps: readonly Done[];
  /** Jest's own counts, added up; undefined where no step has any. */
  readonly tests: { readonly passed: number; readonly failed: number } | undefined;
}

export interface Choice {
  readonly from?: string | undefined;
  readonly only?: readonly string[] | undefined;
}

/**
 * The steps that were asked for, in their order.
 * @throws {Error} there is no such step, or none is left
 */
export function chooseSteps(steps: readonly Step[], { from, only }: Choice): Step[] {
  const known = steps.map(({ id }) => id);
  for (const id of [...(from === undefined ? [] : [from]), ...(only ?? [])])
    if (!known.includes(id))
      throw new Error(`there is no step ${id}; they are ${known.join(", ")}`);
  const start = from === undefined ? 0 : known.indexOf(from);
  const chosen = steps.slice(start).filter(({ id }) => only === undefined || only.includes(id));
  if (chosen.length > 0) return chosen;
  throw new Error(`${only?.join(" and ") ?? "nothing"} comes before ${from ?? "the first step"}`);
}

/** Runs each step, also after one that failed: whoever waits this long wants to know all of it. */
export async function runSteps(
  steps: readonly Step[],
  place: Place,
  now: () => number = () => performance.now(),
): Promise<Outcome> {
  for (const step of steps) await step.begin?.(place);
  const done: Done[] = [];
  const counts: { passed: number; failed: number }[] = [];
  for (const step of steps) {
    place.write(`== ${step.id}: ${step.title}\n`);
    const start = now();
    let text = "";
    const write = (chunk: string): void => {
      text += chunk;
      place.write(chunk);
    };
    const problem = await step.run({ ...place, write }).catch((error: unknown) => String(error));
    const seconds = Math.round((now() - start) / 100) / 10;
    const { id, title } = step;
    done.push({ id, title, ok: problem === undefined, seconds, ...(problem && { problem }) });
    if (step.isCounted) counts.push(countsIn(text));
    place.write(`-- ${id}: ${problem === undefined ? "" : `failed, ${problem}; `}${seconds} s\n`);
  }
  return {
    ok: done.length > 0 && done.every(({ ok }) => ok),
    steps: done,
    tests: counts.length > 0 ? added(counts) : undefined,
  };
}

/** The last line `N passed, N failed`: none where the tests did not get that far. */
function countsIn(text: string): { passed: number; failed: number } {
  const [, passed, failed] = [...text.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1) ?? [];
  return { passed: Number(passed ?? 0), failed: Number(failed ?? 0) };
}

function added(counts: readonly { passed: number; failed: number }[]): {
  passed: number;
  failed: number;
} {
  return counts.reduce(
    (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
    { passed: 0, failed: 0 },
  );
}

/** A table of the steps with their times, and last, where tests ran, their counts. */
export function summarize({ steps, tests }: Outcome): string {
  const width = Math.max(0, ...steps.map(({ id }) => id.length));
  const total = steps.reduce((sum, { seconds }) => sum + seconds, 0);
  const lines = steps.map(
    ({ id, ok, seconds, problem }) =>
      `${ok ? "ok  " : "FAIL"}  ${id.padEnd(width)}  ${seconds.toFixed(1).padStart(6)} s` +
      (problem === undefined ? "" : `  ${problem}`),
  );
  lines.push(`      ${"all".padEnd(width)}  ${total.toFixed(1).padStart(6)} s`);
  if (tests) lines.push(`${tests.passed} passed, ${tests.failed} failed`);
  return lines.join("\n");
}
