import { run, type RunOptions } from "../../src/bills/run.js";
import { testClock } from "./test-clock.js";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Terminals {
  /** The process's own environment gets these for the time of the run, and nothing else of ours. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdout?: { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr?: { readonly isTTY?: boolean; readonly columns?: number };
}

const ours = /^(DEEPGRAM_|GENESYSCLOUD_|NO_COLOR$|FORCE_COLOR$|TERM$)/;

/** Runs the command in this process, with a fixed clock and seed, and gives what it wrote. */
export async function runBills(
  argv: readonly string[],
  {
    env = {},
    stdout,
    stderr,
    ...options
  }: Terminals & Partial<Pick<RunOptions, "seed" | "signal">> = {},
): Promise<Ran> {
  const before = { ...process.env };
  for (const name of Object.keys(before))
    if (ours.test(name)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, env);
  const written = { stdout: "", stderr: "" };
  const output = (name: "stdout" | "stderr", terminal: Terminals["stdout"]) => ({
    ...terminal,
    write: (text: string) => (written[name] += text),
  });
  try {
    const code = await run({
      argv,
      env: process.env,
      stdout: output("stdout", stdout),
      stderr: output("stderr", stderr),
      clock: testClock(),
      ...options,
    });
    return { code, ...written };
  } finally {
    for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
}
