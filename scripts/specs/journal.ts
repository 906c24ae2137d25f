import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { isObject, parseJson, textAt } from "./json.js";
import { messageOf, SpecsError } from "./problems.js";

/** A change that has been decided: whoever finds it carries it out. */
const STAGED = ".specs-staged";
/** What is being made ready or thrown away, by the process of that number. */
const STAGING = /^\.specs-staging-(\d+)$/;
const JOURNAL = "journal.json";
/** Its presence turns the change round. */
const UNDO = "undo";

/** One file of a change. */
export interface Entry {
  /** From the folder of the change. */
  readonly to: string;
  readonly before: string | undefined;
  /** Undefined: it is to go. */
  readonly text: string | undefined;
}

interface Step {
  readonly to: string;
  readonly existed: boolean;
  readonly goes: boolean;
}

/**
 * Makes a change ready and decides it, by one rename. Killed before it, nothing has happened; after
 * it, {@link recover} finishes the change.
 */
export async function stage(folder: string, entries: readonly Entry[]): Promise<void> {
  const staging = stagingFolder(folder);
  try {
    await mkdir(staging, { recursive: true });
    for (const [index, { before, text }] of entries.entries()) {
      if (before !== undefined) await writeFile(join(staging, `${index}.old`), before);
      if (text !== undefined) await writeFile(join(staging, `${index}.new`), text, { flush: true });
    }
    const steps = entries.map(({ to, before, text }): Step => ({
      to,
      existed: before !== undefined,
      goes: text === undefined,
    }));
    await writeFile(join(staging, JOURNAL), JSON.stringify(steps), { flush: true });
    await rename(staging, join(folder, STAGED));
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * Puts each file of the decided change in its place, or each back when one cannot be put there.
 * @throws what the file system said of that one
 */
export async function carryOut(folder: string): Promise<void> {
  const staged = join(folder, STAGED);
  const steps = await readJournal(folder);
  let obstacle: { readonly cause: unknown } | undefined;
  let backwards = await isThere(join(staged, UNDO));
  if (!backwards) {
    try {
      await putInPlace(folder, steps);
    } catch (cause) {
      obstacle = { cause };
      backwards = true;
      await writeFile(join(staged, UNDO), "", { flush: true });
    }
  }
  if (backwards) await putBack(folder, steps);
  await discard(folder);
  if (obstacle) throw obstacle.cause;
}

/**
 * Finishes what a process that was killed had decided, and clears away what it had not.
 * @returns whether there was anything to finish
 * @throws {SpecsError} when it cannot be finished; then all files are as they were before that
 */
export async function recover(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names) {
    const process = STAGING.exec(name)?.[1];
    if (process !== undefined && !isRunning(Number(process)))
      await rm(join(folder, name), { recursive: true, force: true });
  }
  if (!names.includes(STAGED)) return false;
  try {
    await carryOut(folder);
  } catch (cause) {
    if (cause instanceof SpecsError) throw cause;
    throw new SpecsError(
      `what a command had begun to write cannot be finished: ${messageOf(cause)}`,
      {
        cause,
      },
    );
  }
  return true;
}

async function putInPlace(folder: string, steps: readonly Step[]): Promise<void> {
  for (const [index, { to, goes }] of steps.entries()) {
    if (goes) await rm(join(folder, to), { force: true });
    const text = join(folder, STAGED, `${index}.new`);
    if (!(await isThere(text))) continue;
    await mkdir(dirname(join(folder, to)), { recursive: true });
    await rename(text, join(folder, to));
  }
}

async function putBack(folder: string, steps: readonly Step[]): Promise<void> {
  const staged = join(folder, STAGED);
  for (const [index, { to, existed }] of steps.entries()) {
    // It has not been put in its place.
    if (await isThere(join(staged, `${index}.new`))) continue;
    const old = join(staged, `${index}.old`);
    if (!existed) await rm(join(folder, to), { force: true });
    else if (await isThere(old)) await rename(old, join(folder, to));
  }
}

/** By a rename first: half removed, it would read as another change. */
async function discard(folder: string): Promise<void> {
  const staging = stagingFolder(folder);
  await rename(join(folder, STAGED), staging);
  await rm(staging, { recursive: true, force: true });
}

async function readJournal(folder: string): Promise<Step[]> {
  const path = join(folder, STAGED, JOURNAL);
  const steps = parseJson(await readFile(path, "utf8").catch(() => undefined));
  const known = Array.isArray(steps) ? steps.filter(isObject) : [];
  return known.map((step) => {
    const to = textAt(step, "to");
    if (!to || isAbsolute(to) || to.split(/[/\\]/).includes(".."))
      throw new SpecsError(`${path}: "${to}" is not a file in ${folder}; remove ${STAGED}`);
    return { to, existed: step.existed === true, goes: step.goes === true };
  });
}

async function isThere(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}

function stagingFolder(folder: string): string {
  return join(folder, `.specs-staging-${process.pid}`);
}

/** A process that may not be asked is one that runs. */
function isRunning(id: number): boolean {
  if (id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
