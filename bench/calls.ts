import { writeFileSync } from "node:fs";
import path from "node:path";
import { takeAnswers } from "./answers.js";
import type { Installed } from "./install.js";
import type { Effort } from "./options.js";
import { startWorker, type Worker } from "./processes.js";
import { inTurn } from "./turns.js";
import { vendorsOf } from "./subjects.js";

/** Calls per second of each client, in the order of the clients: one sample a round. */
export async function measureCalls(
  clients: readonly Installed[],
  over: "stub" | "loopback",
  effort: Effort,
  work: string,
): Promise<number[][]> {
  const answers = path.join(work, "answers.json");
  writeFileSync(answers, JSON.stringify(await takeAnswers()));
  const workers: Worker[] = [];
  try {
    const ports: string[] = [];
    if (over === "loopback") {
      const server = await startWorker(programs(clients), "server.mjs", [answers]);
      workers.push(server);
      ports.push(String(server.first.port));
    }
    const started: Worker[] = [];
    for (const { folder, subject } of clients) {
      const args = [subject.program, vendorsOf(subject.group).join(), answers, ...ports];
      const worker = await startWorker(folder, "calls.mjs", args);
      workers.push(worker);
      started.push(worker);
    }
    const { concurrency, rounds, roundMs, warmUpMs } = effort;
    for (const worker of started) await perSecond(worker, { forMs: warmUpMs, concurrency });
    return await inTurn(started, rounds, (worker) =>
      perSecond(worker, { forMs: roundMs, concurrency }),
    );
  } finally {
    for (const worker of workers) await worker.stop();
  }
}

/** Any folder with the programs: the server needs no package. */
function programs(clients: readonly Installed[]): string {
  const [first] = clients;
  if (first === undefined) throw new Error("there is no client to call with");
  return first.folder;
}

async function perSecond(worker: Worker, order: object): Promise<number> {
  const { perSecond: done, problem } = await worker.ask(order);
  if (done === undefined) throw new Error(`a call has failed: ${problem ?? "no reason given"}`);
  return done;
}
