#!/usr/bin/env node
import { runCommand } from "./command.js";

const running = runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
});

// Heard from the start on, so that whoever reads the first line can end the process right then.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void running.then(end));
}

void running.then((result) => {
  if ("exitCode" in result) process.exitCode = result.exitCode;
});

// Nobody reads where it can be reached, so nobody can: it ends as it does on a signal.
process.stdout.once("error", (error: Error) => {
  process.stderr.write(`billkit-sandbox: its output cannot be written: ${error.message}\n`);
  void running.then((result) => end(result, 1));
});
process.stderr.on("error", () => undefined);

async function end(result: Awaited<typeof running>, exitCode = 0): Promise<void> {
  const failed = "close" in result ? await result.close() : result.exitCode;
  process.exit(exitCode || failed);
}
