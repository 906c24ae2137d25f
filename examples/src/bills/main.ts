import { run } from "./run.js";

const interrupted = new AbortController();
for (const [name, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.once(name, () => {
    process.exitCode = code;
    interrupted.abort(new Error(`interrupted by ${name}`));
  });
}
// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  if (code === "EPIPE") process.exit();
  process.stderr.write(`The bills could not be written: ${message}\n`);
  process.exit(1);
});
// Where errors cannot be told, the bills still can.
process.stderr.on("error", () => undefined);

try {
  const { stdout, stderr, env } = process;
  const argv = process.argv.slice(2);
  const code = await run({ argv, env, stdout, stderr, signal: interrupted.signal });
  process.exitCode ??= code;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode ??= 1;
}
