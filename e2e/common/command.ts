import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { readArguments } from "../../scripts/common/arguments.js";
import { messageOf } from "../../scripts/common/user-error.js";

/** Runs a command line program with a temporary folder: an error becomes a message on stderr and exit 1. */
export async function command(name: string, main: (folder: string) => Promise<void>) {
  const folder = await mkdtemp(path.join(os.tmpdir(), `billkit-${name.replace(":", "-")}-`));
  try {
    await main(folder);
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : messageOf(error)}\n`);
    process.exitCode = 1;
  } finally {
    // After a failure, files may still be written.
    await rm(folder, { recursive: true, maxRetries: 5 });
  }
}

/** The program's only flag, `--name N`. @throws {Error} if it isn't a whole number from `min` to `max` */
export function numberFlag(name: string, otherwise: number, min: number, max: number): number {
  const usage = `usage: [--${name} N]`;
  const { values } = readArguments({ options: { [name]: { type: "string" } } }, usage);
  const text = values[name] ?? String(otherwise);
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw new Error(`--${name} must be a whole number from ${min} to ${max}, not "${text}"`);
}
