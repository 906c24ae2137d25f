import { execFile } from "node:child_process";
import { CommandError, exitCodes } from "../failure.js";
import type { Environment } from "../io.js";

/** Where a secret comes from: never the secret itself. */
export type SecretSource =
  | { readonly env: string }
  /** A program and its arguments; it prints the secret to standard output. */
  | { readonly command: readonly [string, ...string[]] };

const timeoutMs = 30_000;
const longestBytes = 65_536;

/**
 * Reads a secret from the environment or from a program, which runs without a shell for at most 30 s.
 *
 * @param name - begins an error's message
 * @throws CommandError if the variable is missing, or the program fails, stalls or prints nothing. The
 * message never quotes the program's output.
 */
export async function readSecret(
  name: string,
  source: SecretSource,
  env: Environment,
  signal: AbortSignal,
): Promise<string> {
  if ("env" in source) {
    const value = env[source.env];
    if (value) return value;
    throw credentialError(`${name}: the variable ${source.env} is not set.`);
  }
  const output = await runProgram(name, source.command, env, signal);
  const secret = output.replace(/\r?\n$/, "");
  if (secret !== "" && !/[\r\n]/.test(secret)) return secret;
  const found = secret === "" ? "nothing" : "more than one line";
  throw credentialError(`${name}: ${source.command[0]} printed ${found}, expected the secret.`);
}

function runProgram(
  name: string,
  [program, ...args]: readonly [string, ...string[]],
  env: Environment,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env: { ...env }, timeout: timeoutMs, maxBuffer: longestBytes, signal };
    const child = execFile(program, args, options, (error, stdout) => {
      if (error === null) resolve(stdout);
      else if (signal.aborted) reject(signal.reason as Error);
      else reject(credentialError(`${name}: ${program} ${failure(error)}.`));
    });
    // A program that waits for input would stall until the timeout.
    child.stdin?.end();
  });
}

interface ProgramError {
  readonly code?: number | string | null | undefined;
  readonly killed?: boolean | undefined;
}

function failure({ code, killed }: ProgramError): string {
  if (code === "ENOENT") return "was not found";
  if (code === "EACCES") return "may not be executed";
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return "printed over 64 KiB";
  if (killed) return `timed out after ${timeoutMs} ms`;
  return typeof code === "number" ? `ended with exit code ${code}` : "failed";
}

function credentialError(message: string): CommandError {
  return new CommandError(message, exitCodes.credentials);
}
