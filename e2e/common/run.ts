import { spawn } from "node:child_process";
import path from "node:path";

interface RunOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Defaults to 10 minutes. */
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 600_000;
const reportedLines = 30;

/**
 * Runs a command without a shell.
 * @returns what it printed, stdout and stderr interleaved
 * @throws {Error} with the command and the end of its output if it can't start, fails or times out
 */
export function run(
  command: string,
  args: readonly string[],
  { cwd, env = process.env, timeoutMs = defaultTimeoutMs }: RunOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: timeoutMs,
      killSignal: "SIGKILL",
    });
    let output = "";
    const collect = (chunk: string): void => {
      output += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", collect);
    child.stderr.setEncoding("utf8").on("data", collect);
    const fail = (reason: string): void => {
      const line = [path.basename(command), ...args].join(" ");
      const tail = output.trim().split("\n").slice(-reportedLines).join("\n");
      reject(new Error(`${line} failed: ${reason}\n${tail}`.trim()));
    };
    child.once("error", (error) => {
      fail(error.message);
    });
    child.once("close", (code, signal) => {
      if (code === 0) resolve(output);
      else fail(signal === null ? `exit ${code ?? ""}` : `ended by ${signal}`);
    });
  });
}
