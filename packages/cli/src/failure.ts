import { ConfigurationError } from "@billkit/core";
import { sanitize } from "./text/text.js";

/** The process's exit codes. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  partial: 3,
  credentials: 4,
  limit: 5,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A failure whose message is for the user, with the exit code. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  constructor(
    message: string,
    readonly exitCode: ExitCode = exitCodes.failed,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Wrong arguments or configuration. */
export function usageError(message: string, options?: ErrorOptions): CommandError {
  return new CommandError(message, exitCodes.usage, options);
}

/**
 * Why an account failed, for a line that names it: without its vendor's title, and with the variables to
 * set, where the library's message also has options of functions.
 */
export function reasonOf(error: unknown, title: string): string {
  const text = oneLine(error);
  if (!(error instanceof CommandError || error instanceof ConfigurationError)) return text;
  const prefix = `${title}: `;
  const reason = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  return reason.replace(/\bpass [^;]*? or set /g, "set ");
}

/** An error's message on one line, safe for a terminal. */
export function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return sanitize(message.replace(/\s+/g, " ").trim());
}
