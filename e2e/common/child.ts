import { fork, type ForkOptions } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { oneLine } from "../../scripts/common/user-error.js";

/** A child process that sends messages. */
export type Child = ReturnType<typeof startChild>;

/** Forks a module of JavaScript or TypeScript; its output goes to stderr. */
export function startChild(file: string, args: readonly string[], options: ForkOptions = {}) {
  const loader = file.endsWith(".ts") ? ["--import", "tsx"] : [];
  const execArgv = [...(options.execArgv ?? []), ...loader];
  const child = fork(file, args, { ...options, execArgv, stdio: ["ignore", 2, 2, "ipc"] });
  const name = oneLine([path.basename(file), ...args].join(" "), 150);
  /** The next message; call it before the child can send. @throws {Error} if the child exits first */
  const receive = async (): Promise<unknown> => {
    const done = new AbortController();
    const { signal } = done;
    try {
      return await Promise.race([
        once(child, "message", { signal }).then(([message]: unknown[]) => message),
        once(child, "exit", { signal }).then(([code]: unknown[]) => {
          throw new Error(`${name} exited early with code ${String(code)}`);
        }),
      ]);
    } finally {
      done.abort();
    }
  };
  return {
    process: child,
    receive,
    /** Sends a message and waits for the reply. */
    request(message: object | string): Promise<unknown> {
      const reply = receive();
      child.send(message);
      return reply;
    },
    async stop(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
  };
}
