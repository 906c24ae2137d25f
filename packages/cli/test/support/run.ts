import { Writable } from "node:stream";
import type { Io, Output } from "../../src/io.js";
import { run } from "../../src/run.js";

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** 10 July 2026, so that the last whole month is June. */
export const now = Date.parse("2026-07-10T12:00:00Z");

const ours =
  /^(DEEPGRAM_|GENESYSCLOUD_|GITHUB_|OPENAI_|TWILIO_|DIGITALOCEAN_|DATADOG_|DD_|XDG_CONFIG_HOME$|NO_COLOR$|FORCE_COLOR$)/;

/**
 * Runs the command line in this process at a fixed time, without a configuration file. The vendors'
 * clients read the process's environment, which is replaced by `env` meanwhile.
 */
export async function runCli(
  argv: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly io?: Partial<Io> } = {},
): Promise<Ran> {
  const before = { ...process.env };
  for (const name of Object.keys(before))
    if (ours.test(name)) Reflect.deleteProperty(process.env, name);
  const env = { XDG_CONFIG_HOME: "/nonexistent", ...options.env };
  Object.assign(process.env, env);
  const written = { stdout: "", stderr: "" };
  const output = (name: "stdout" | "stderr"): Output =>
    new Writable({
      decodeStrings: false,
      write(chunk, _encoding, done) {
        written[name] += String(chunk);
        done();
      },
    });
  try {
    const [stdout, stderr] = [output("stdout"), output("stderr")];
    const { signal } = new AbortController();
    const io = { env: process.env, stdout, stderr, signal, now: () => now, ...options.io };
    return { code: await run(argv, io), ...written };
  } finally {
    for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
}
