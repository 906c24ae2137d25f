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

async function end(result: Awaited<typeof running>): Promise<void> {
  if ("close" in result) await result.close();
  process.exit(0);
}
