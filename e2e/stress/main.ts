/**
 * `npm run stress -w e2e [-- --calls N]`: 10,000 calls through one client against a service that resets,
 * stalls and refuses some. Exit 0 only if every call ended with its own data or its fault's error, the
 * heap stayed flat and nothing is left open.
 */
import assert from "node:assert/strict";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createServer, type ServerResponse } from "node:http";
import { command, numberFlag } from "../common/command.js";
import { startChild } from "../common/child.js";
import { listen } from "../common/listen.js";
import type { Finished } from "./client.js";

const warmUpCalls = 2000;
const exitMs = 20_000;
const json = { "content-type": "application/json" };
/** What the server does instead of answering, and how often in 100 attempts. */
const faults = [
  ["reset", 5],
  ["stall", 1],
  ["refusal", 5],
] as const;
let attempts = 0;

await command("stress", async () => {
  const calls = numberFlag("calls", 10_000, 1, 1_000_000);
  const server = createServer(answer);
  const args = [await listen(server), String(warmUpCalls), String(calls)];
  const program = path.join(import.meta.dirname, "client.ts");
  const client = startChild(program, args, { execArgv: ["--expose-gc"] });
  try {
    const exit = once(client.process, "exit");
    const finished = (await client.receive()) as Finished;
    process.stdout.write(`${calls} calls: ${JSON.stringify(finished)}\n`);
    const { results, mixedUp, heapGrowth, leftOpen } = finished;
    const { data = 0, ConnectionError = 0, RateLimitError = 0, TimeoutError = 0 } = results;
    const explained = data + ConnectionError + RateLimitError + TimeoutError;
    assert.equal(explained, calls, "calls with data or an error that a fault explains");
    assert.equal(mixedUp, 0, "calls that got another call's data");
    assert.deepEqual(leftOpen, [], "resources left open");
    assert.ok(heapGrowth < 0.1, `the heap grew by ${(heapGrowth * 100).toFixed(1)} %`);
    const exited = await Promise.race([exit, delay(exitMs, undefined, { ref: false })]);
    assert.deepEqual(exited, [0, null], "exit code and signal of the client's process");
  } finally {
    await client.stop();
    server.closeAllConnections();
    server.close();
  }
});

/** Answers project N with a balance N, unless a fault is due. */
function answer({ url = "" }: { url?: string | undefined }, response: ServerResponse): void {
  response.on("error", () => undefined);
  const call = Number(/^\/v1\/projects\/(\d+)\/balances$/.exec(url)?.[1]);
  const body = JSON.stringify({
    balances: [{ balance_id: `${call}`, amount: call, units: "usd", purchase_order_id: "" }],
  });
  attempts += 1;
  // 37 and 100 have no common divisor, so that every fault occurs equally often at each place.
  let left = (attempts * 37) % 100;
  const fault = faults.find(([, share]) => (left -= share) < 0)?.[0];
  const place = Math.floor(attempts / 100) % 3;
  if (fault === undefined) response.writeHead(200, json).end(body);
  else if (fault === "refusal") {
    response.writeHead(429, { ...json, ...(place && { "retry-after": "0" }) });
    response.end('{"err_code":"TOO_MANY_REQUESTS","err_msg":"Slow down."}');
  } else fail(response, fault === "reset", place, body);
}

/** @param place 0: before the headers, 1: after them, 2: within the body */
function fail(response: ServerResponse, resets: boolean, place: number, body: string): void {
  const end = (): void => {
    if (resets) response.socket?.resetAndDestroy();
  };
  if (place === 0) {
    end();
    return;
  }
  response.writeHead(200, { ...json, "content-length": body.length });
  response.write(place === 1 ? " " : body.slice(0, 20), () => setTimeout(end, 1));
}
