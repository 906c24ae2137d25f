import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import type { World } from "./world.js";

export type Program = ReturnType<typeof startProgram>;

/** Starts a program in a process of its own, whose output goes to a log. */
export function startProgram(args: readonly string[], env: NodeJS.ProcessEnv, log: string[]) {
  const child = spawn(process.execPath, args, { env });
  let written = "";
  for (const output of [child.stdout, child.stderr])
    output.on("data", (chunk: Buffer) => {
      written += String(chunk);
      log.push(String(chunk));
    });
  const exit = once(child, "exit");
  return {
    process: child,
    /** Whether it has written this. @throws {Error} if it failed */
    hasWritten: (text: string): boolean => {
      const ended = child.signalCode ?? child.exitCode;
      if (ended) throw new Error(`${args.join(" ")} ended with ${ended}: ${written}`);
      return written.includes(text);
    },
    /** Ends it with SIGKILL. */
    async kill(): Promise<void> {
      child.kill("SIGKILL");
      await exit;
    },
  };
}

/** What every way to collect takes. */
export interface CollectRun {
  readonly world: World;
  /** For files of the run. */
  readonly folder: string;
  /** How often each program is killed with SIGKILL while accounts are collected. */
  readonly kills: number;
  /** Called once a quarter of the accounts is stored. */
  readonly onQuarter?: (() => void) | undefined;
}

interface Programs {
  /** Started; each one that is killed is replaced. */
  readonly running: Program[];
  readonly start: () => Program;
  /** What a program writes once it can be killed: one that is still starting has nothing to lose. */
  readonly ready: string;
  /** Stored accounts; undefined once all programs are done. */
  readonly stored: () => Promise<number | undefined>;
}

/** Kills programs and starts them again until all accounts are stored. @returns how often, and the time */
export async function killUntilDone(
  { world: { accounts }, kills: killsEach, onQuarter }: CollectRun,
  { running, start, ready, stored }: Programs,
) {
  const startedAt = Date.now();
  const most = killsEach * running.length;
  const [points, order] = [killPoints(most, accounts.length), victims(most, running.length)];
  let [kills, isQuarter] = [0, false];
  try {
    for (;;) {
      const count = await stored();
      if (count === undefined) return { kills, seconds: (Date.now() - startedAt) / 1000 };
      if (!isQuarter && count >= accounts.length / 4) {
        isQuarter = true;
        onQuarter?.();
      }
      const isReady = running.map((each) => each.hasWritten(ready));
      const at = order[kills] ?? -1;
      if (isReady[at] === true && count >= (points[kills] ?? Infinity)) {
        await running[at]?.kill();
        running[at] = start();
        kills += 1;
      }
      await setTimeout(50);
    }
  } finally {
    for (const each of running) await each.kill();
  }
}

/** When to kill: at so many stored accounts, at random within equal parts of the run, in order. */
const killPoints = (kills: number, accounts: number): number[] =>
  Array.from({ length: kills }, (_, at) =>
    Math.floor(((at + 0.1 + 0.8 * Math.random()) * accounts) / kills),
  );

/** Which of the programs to kill: each of them equally often, in random order. */
const victims = (kills: number, programs: number): number[] =>
  Array.from({ length: kills }, (_, at) => ({ program: at % programs, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ program }) => program);
