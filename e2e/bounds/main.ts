/**
 * `npm run bounds -w e2e [-- CALLS…]`: hostile answers from a real server, read by a process with a heap
 * of 512 MB, by 1, 10 and 100 calls at once. Exit 1 if a process aborts, or is blocked longer than 2 s.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { startChild, typescript } from "../common/child.js";
import { command, wholeNumber } from "../common/command.js";
import { answers } from "./cases.js";
import type { Used } from "./client.js";

const heapMB = 512;
const maxBlockedMs = 2_000;
const giveUpMs = 30_000;

await command("bounds", async () => {
  const given = process.argv.slice(2);
  const counts = given.length
    ? given.map((count) => wholeNumber("CALLS", count, 1, 1_000))
    : [1, 10, 100];
  const bodies = new Map(
    Object.entries(answers).map(([name, make]) => {
      const { status, body } = make();
      return [name, { status, body: gzipSync(body), bytes: body.length }];
    }),
  );
  const server = createServer((request, response) => {
    const name = decodeURIComponent((request.url ?? "").split("/")[1] ?? "");
    const { status, body } = bodies.get(name) ?? { status: 404, body: Buffer.alloc(0) };
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  const { port } = server.address() as AddressInfo;
  let isBounded = true;
  print("answer", "gzip B", "calls", "RSS MiB", "wall ms", "CPU ms", "block ms", "outcome");
  for (const [name, { body }] of bodies) {
    for (const calls of counts) {
      const used = await measure(`http://127.0.0.1:${port}`, name, calls);
      const cells =
        typeof used === "string"
          ? ["-", "-", "-", "-", used]
          : [used.peakRssMiB, used.wallMs, used.cpuMs, used.blockedMs, outcomesOf(used)];
      print(name, body.length, calls, ...cells);
      isBounded &&= typeof used !== "string" && used.blockedMs <= maxBlockedMs;
    }
  }
  return isBounded;
});

/** @returns how it ended, if it didn't finish */
async function measure(url: string, name: string, calls: number): Promise<Used | string> {
  const child = startChild(path.join(import.meta.dirname, "client.ts"), {
    name: "client",
    args: [url, name, String(calls)],
    nodeOptions: [`--max-old-space-size=${heapMB}`, ...typescript],
  });
  const timer = new AbortController();
  try {
    return await Promise.race([
      child.receive() as Promise<Used>,
      setTimeout(giveUpMs, `not finished after ${giveUpMs} ms`, { signal: timer.signal }),
    ]);
  } catch {
    return `process aborted (${child.process.signalCode ?? child.process.exitCode ?? "unknown"})`;
  } finally {
    timer.abort();
    await child.stop();
  }
}

function outcomesOf({ outcomes }: Used): string {
  const each = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  return each.join(", ");
}

function print(name: string, ...cells: readonly (string | number)[]): void {
  const text = cells.map((cell) => (typeof cell === "number" ? String(Math.round(cell)) : cell));
  const outcome = text.pop() ?? "";
  process.stdout.write(
    `${name.padEnd(28)}${text.map((cell) => cell.padStart(9)).join("")}  ${outcome}\n`,
  );
}
