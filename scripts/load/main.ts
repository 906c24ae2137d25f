/**
 * `npm run load`: how many requests a second the sandbox answers, every answer validated and no
 * limit on, and whether its heap stays flat. An aim that is missed is said, and no failure: exit 1
 * is for a request that is not answered with 200.
 */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import autocannon from "autocannon";
import type { Target } from "../fuzz/targets.js";
import { readOptions, slices, type Options } from "./options.js";
import { judge, render, type Report, type Slice } from "./report.js";
import { pathsOf } from "./requests.js";
import type { State } from "./sandbox.js";

/** At each vendor. */
const connections = 8;

async function measure({ seconds }: Options): Promise<Report> {
  const sandbox = fork(path.join(import.meta.dirname, "sandbox.ts"), {
    execArgv: ["--expose-gc", "--import", "tsx"],
    stdio: ["ignore", 2, 2, "ipc"],
  });
  try {
    const targets = (await answer(sandbox)) as Target[];
    const state = async () => {
      sandbox.send("state");
      return (await answer(sandbox)) as State;
    };
    const length = seconds / slices;
    await load(targets, length);
    const warm = await state();
    let before = warm;
    const parts: Slice[] = [];
    const latencies: { p50: number; p99: number }[] = [];
    for (let each = 0; each < slices; each += 1) {
      const { latency, ...part } = await load(targets, length);
      latencies.push(latency);
      const { heapBytes, cpuMs } = await state();
      parts.push({ ...part, heapBytes, cpuMs: cpuMs - before.cpuMs });
      before = { heapBytes, cpuMs };
    }
    const largest = (name: "p50" | "p99") => Math.max(...latencies.map((each) => each[name]));
    const latencyMs = { p50: largest("p50"), p99: largest("p99") };
    return judge(warm.heapBytes, parts, { connections: connections * targets.length, latencyMs });
  } finally {
    sandbox.kill("SIGKILL");
  }
}

/** Loads all vendors at the same time. @throws Error for an answer that is not 200. */
async function load(targets: readonly Target[], seconds: number) {
  const began = performance.now();
  const results = await Promise.all(
    targets.map((target) =>
      autocannon({
        url: target.baseUrl,
        connections,
        duration: seconds,
        headers: { ...target.headers },
        requests: pathsOf(target).map((address) => ({ method: "GET", path: address })),
      }),
    ),
  );
  for (const [index, { non2xx, errors, timeouts }] of results.entries()) {
    if (non2xx + errors + timeouts === 0) continue;
    const vendor = targets[index]?.vendor ?? "";
    throw new Error(
      `${vendor}: ${non2xx} answers that are not 200, ${errors} errors, ${timeouts} timeouts`,
    );
  }
  return {
    requests: results.reduce((sum, { requests }) => sum + requests.total, 0),
    seconds: (performance.now() - began) / 1000,
    latency: {
      p50: Math.max(...results.map(({ latency }) => latency.p50)),
      p99: Math.max(...results.map(({ latency }) => latency.p99)),
    },
  };
}

/** The sandbox's next message. */
async function answer(sandbox: ChildProcess): Promise<unknown> {
  const done = new AbortController();
  const { signal } = done;
  try {
    return await Promise.race([
      once(sandbox, "message", { signal }).then(([value]: unknown[]) => value),
      once(sandbox, "exit", { signal }).then(([code]: unknown[]) => {
        throw new Error(`the sandbox's process ended early, with code ${String(code)}`);
      }),
    ]);
  } finally {
    done.abort();
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  const report = await measure(options);
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : render(report));
} catch (error) {
  process.stderr.write(`load: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
