/**
 * `npm run stress`: very many calls through one client against a service that resets, stalls and
 * refuses some of them. Exit 0 only if each call ended once, in its data or in the error that its
 * last fault leads to, the heap has not grown, and nothing is left open.
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Ended } from "./client.js";
import { readOptions, type Options } from "./options.js";
import { judge, render, type Report } from "./report.js";
import type { Served } from "./server.js";

/** How long the client's process may take to end once it is through. */
const endingMs = 20_000;

function start(file: string, args: readonly (string | number)[], flags: string[]): ChildProcess {
  return fork(path.join(import.meta.dirname, file), args.map(String), {
    execArgv: [...flags, "--import", "tsx"],
    // What a child says is no part of the report.
    stdio: ["ignore", 2, 2, "ipc"],
  });
}

/** The next message of a process of this run's own. */
async function message(from: ChildProcess, who: string): Promise<unknown> {
  const done = new AbortController();
  const { signal } = done;
  try {
    return await Promise.race([
      once(from, "message", { signal }).then(([value]: unknown[]) => value),
      once(from, "exit", { signal }).then(([code]: unknown[]) => {
        throw new Error(`the ${who}'s process ended early, with code ${String(code)}`);
      }),
    ]);
  } finally {
    done.abort();
  }
}

async function stress(options: Options): Promise<Report> {
  const server = start("server.ts", [options.seed], []);
  const children = [server];
  try {
    const port = (await message(server, "server")) as number;
    const client = start("client.ts", [`http://127.0.0.1:${port}`, options.calls], ["--expose-gc"]);
    children.push(client);
    const exit = once(client, "exit").then(([code]: unknown[]) => code === 0);
    const ended = (await message(client, "client")) as Ended;
    const late = new AbortController();
    const endedByItself = await Promise.race([
      exit,
      setTimeout(endingMs, false, { signal: late.signal }),
    ]);
    late.abort();
    const counted = message(server, "server");
    server.send("stop");
    return judge(options, ended, (await counted) as Served, endedByItself);
  } finally {
    for (const child of children) if (child.connected || child.exitCode === null) child.kill();
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  const report = await stress(options);
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : render(report));
  for (const problem of report.problems) process.stderr.write(`stress: ${problem}\n`);
  process.exitCode = report.problems.length ? 1 : 0;
} catch (error) {
  process.stderr.write(`stress: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
