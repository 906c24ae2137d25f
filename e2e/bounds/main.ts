/**
 * `npm run bounds -w e2e`: hostile responses from a real server, read by a process with a heap of 512 MB in
 * 1, 10 and 100 concurrent calls. Exit 1 if a process aborts, hangs, or is blocked longer than 2 s.
 */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { startChild } from "../common/child.js";
import { command } from "../common/command.js";
import { listen } from "../common/listen.js";
import type { Used } from "./client.js";

const heapMB = 512;
const maxBlockedMs = 2_000;
const giveUpMs = 30_000;

/** 31.9 MiB, just below the largest body that core reads. */
const largest = (31.9 * 1_048_576) / 3;
/** As many JSON values as core takes in one result, by commas and brackets. */
const mostValues = 524_288 / 2 - 8;
const balances = (members: string): string => `{"balances":[${members}]}`;
const objects = (count: number): string => "{},".repeat(count).slice(0, -1);
const list = (count: number, item: (at: number) => string): string[] =>
  Array.from({ length: count }, (_, at) => item(at));

/** Each the worst of its kind; gzip compresses it to a few kilobytes. Those that fail have status 400. */
const answers: Readonly<Record<string, string>> = {
  "largest body": balances(objects(largest)),
  "most values": balances(objects(mostValues)),
  "most values, distinct keys": balances(list(mostValues, (at) => `{"k${at}":0}`).join(",")),
  "failed, largest body": balances(objects(largest)),
  "login failed, 141 KiB of tokens": list(6_000, (at) => `access_token=${at + 100_000}abc`).join(
    "&",
  ),
};

await command("bounds", async () => {
  const bodies = new Map(Object.entries(answers).map(([name, text]) => [name, gzipSync(text)]));
  const server = createServer(({ url = "" }, response) => {
    const name = decodeURIComponent(url.split("/")[1] ?? "");
    const headers = { "content-type": "application/json", "content-encoding": "gzip" };
    response.writeHead(name.includes("failed") ? 400 : 200, headers).end(bodies.get(name));
  });
  const url = await listen(server);
  server.unref();
  for (const name of bodies.keys()) {
    for (const calls of [1, 10, 100]) {
      const { outcomes, blockedMs, peakRssMiB } = await measure(url, name, calls);
      const figures = `blocked ${Math.round(blockedMs)} ms, RSS ${Math.round(peakRssMiB)} MiB`;
      const ends = [...new Set(outcomes)].join(", ");
      process.stdout.write(`${name}, ${calls} calls: ${ends}; ${figures}\n`);
      assert.ok(blockedMs <= maxBlockedMs, `${name}: blocked longer than ${maxBlockedMs} ms`);
    }
  }
});

/** @throws {Error} if the process ends early or hangs */
async function measure(url: string, name: string, calls: number): Promise<Used> {
  const client = path.join(import.meta.dirname, "client.ts");
  const execArgv = [`--max-old-space-size=${heapMB}`];
  const child = startChild(client, [url, name, String(calls)], { execArgv });
  try {
    const hung = setTimeout(giveUpMs, undefined, { ref: false });
    const used = (await Promise.race([child.receive(), hung])) as Used | undefined;
    assert.ok(used, `${name}, ${calls} calls: not finished after ${giveUpMs} ms`);
    return used;
  } finally {
    await child.stop();
  }
}
