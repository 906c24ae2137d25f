#!/usr/bin/env node
import { setMaxListeners } from "node:events";
import { run } from "./run.js";

const { stdout, stderr, env } = process;
const interrupted = new AbortController();
// One per account that is being collected is no leak.
setMaxListeners(0, interrupted.signal);
for (const [name, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.once(name, () => {
    process.exitCode = code;
    interrupted.abort(new Error(`interrupted by ${name}`));
  });
}
stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  // The reader, such as `head`, has seen enough.
  if (code === "EPIPE") process.exit();
  stderr.write(`billkit: can't write the output: ${message}\n`);
  process.exit(1);
});
// Even if stderr is closed, the output still matters.
stderr.on("error", () => undefined);

const io = { env, stdout, stderr, signal: interrupted.signal, now: Date.now };
void run(process.argv.slice(2), io).then((code) => {
  process.exitCode ??= code;
});
