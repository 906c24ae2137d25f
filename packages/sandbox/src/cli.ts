#!/usr/bin/env node
import { runCommand } from "./command.js";

const running = runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
});

// Registered first, so that whoever reads the first line can end the process right away.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void running.then(end));
}

void running.then((result) => {
  if ("exitCode" in result) process.exitCode = result.exitCode;
});

// Nobody can read the addresses, so nobody can use the sandbox: exit as on a signal.
process.stdout.once("error", (error: Error) => {
  process.stderr.write(`billkit-sandbox: can't write its output: ${error.message}\n`);
  void running.then((result) => end(result, 1));
});
process.stderr.on("error", () => undefined);

async function end(result: Awaited<typeof running>, exitCode = 0): Promise<void> {
  const failed = "close" in result ? await result.close() : result.exitCode;
  process.exit(exitCode || failed);
}
