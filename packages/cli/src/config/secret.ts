import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { CommandError, exitCodes } from "../failure.js";
import type { Environment } from "../io.js";

/** Where a secret comes from: never the secret itself. */
export type SecretSource =
  | { readonly env: string }
  /** A file that has nothing but the secret, such as one that a container mounts. */
  | { readonly file: string }
  /** A program and its arguments; it prints the secret to standard output. */
  | { readonly command: readonly [string, ...string[]] };

const timeoutMs = 30_000;
const longestBytes = 65_536;

/**
 * Reads a secret from the environment, a file or a program, which runs without a shell for at most 30 s.
 *
 * @param name - begins an error's message
 * @throws CommandError if the variable or the file is missing, or the program fails, stalls or prints nothing. The
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
  const isFile = "file" in source;
  const output = isFile
    ? await readSecretFile(name, source.file)
    : await runProgram(name, source.command, env, signal);
  const secret = output.replace(/\r?\n$/, "");
  if (secret !== "" && !/[\r\n]/.test(secret)) return secret;
  const from = isFile ? `${source.file} has` : `${source.command[0]} printed`;
  const found = secret === "" ? "nothing" : "more than one line";
  throw credentialError(`${name}: ${from} ${found}, expected the secret.`);
}

async function readSecretFile(name: string, file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw credentialError(`${name}: ${file} can't be read (${code}).`);
  }
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
