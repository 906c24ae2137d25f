import { messageOf } from "../../scripts/common/user-error.js";

/**
 * Runs a command line program: an error becomes a message on stderr and exit 1, and so does `false`.
 * @param name what the message starts with
 */
export async function command(name: string, main: () => Promise<boolean>): Promise<void> {
  try {
    if (!(await main())) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : messageOf(error)}\n`);
    process.exitCode = 1;
  }
}

/** @throws {Error} if `text` isn't a whole number from `min` to `max` */
export function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max) return value;
  throw new Error(`${option} must be a whole number from ${min} to ${max}, not "${text}"`);
}
