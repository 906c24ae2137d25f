/**
 * `npm start`: builds what the example needs, and runs it in this process, so that its arguments,
 * signals and exit code are this command's own. Plain JavaScript: it runs before anything is built.
 */
import { Buffer } from "node:buffer";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";
import { fileURLToPath, URL } from "node:url";

const root = new URL("../", import.meta.url);
const turbo = new URL("node_modules/turbo/bin/turbo", root);
const example = new URL("examples/dist/bills/main.js", root);

if (!existsSync(turbo)) fail("node_modules is missing or incomplete. Run: npm ci");
if (!existsSync(example))
  process.stderr.write("Building, which takes a few seconds the first time ...\n");

const { code, signal, output } = await build();
if (signal) process.kill(process.pid, signal);
if (code !== 0) {
  process.stderr.write(output);
  fail("The build failed: its output is above.");
}
await import(example.href);

/** Runs the build; its output is wanted only when it fails. */
function build() {
  return new Promise((resolve) => {
    const task = ["run", "build", "--filter=@billkit/examples...", "--output-logs=errors-only"];
    const child = spawn(process.execPath, [fileURLToPath(turbo), ...task], {
      cwd: fileURLToPath(root),
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      const forward = () => child.kill(signal);
      process.once(signal, forward);
      child.once("close", () => process.off(signal, forward));
    }
    child.once("error", (error) => resolve({ code: 1, output: `${error.message}\n` }));
    child.once("close", (status, killed) =>
      resolve({ code: status ?? 1, signal: killed, output: Buffer.concat(chunks) }),
    );
  });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
