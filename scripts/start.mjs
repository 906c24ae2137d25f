/**
 * `npm start`: builds the command line, then runs `billkit bill --sandbox` in this process. Plain
 * JavaScript, since it runs before anything is built.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";
import { fileURLToPath, URL } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const turbo = `${root}node_modules/turbo/bin/turbo`;
const main = `${root}packages/cli/dist/esm/main.js`;

if (!existsSync(turbo)) fail("node_modules is missing or incomplete. Run: npm ci");
if (!existsSync(main)) process.stderr.write("Building, which takes a minute the first time ...\n");

const task = ["run", "build", "--filter=@billkit/cli...", "--output-logs=errors-only"];
const { status, stdout, stderr } = spawnSync(process.execPath, [turbo, ...task], {
  cwd: root,
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" },
  stdio: ["ignore", "pipe", "pipe"],
});
if (status !== 0) {
  process.stderr.write(stdout);
  process.stderr.write(stderr);
  fail("The build failed: its output is above.");
}
process.argv.splice(2, 0, "bill", "--sandbox");
await import(main);

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
