import assert from "node:assert/strict";
import path from "node:path";
import { run } from "../../scripts/common/run.js";
import { checkSecrets, dumpDirectory } from "./check.js";
import { collectCommand } from "./directory.js";
import type { World } from "./world.js";

/** Of 512 bytes: fewer than a partition's file needs. */
const blocks = 8;

/** Collects while files can't grow beyond a limit: one line, exit 1, nothing half written. */
export async function checkFullDisk(world: World, folder: string): Promise<void> {
  const store = path.join(folder, "full");
  const { args, env } = await collectCommand(world, folder, store);
  const script = ["-c", `ulimit -f ${blocks} && exec "$@"`, "sh", process.execPath];
  const options = { cwd: folder, env, timeoutMs: 60_000 };
  const { code, output } = await run("sh", [...script, ...args], options);
  assert.match(output, /^billkit: the store: \S+ can't be written: [^\n]+\n$/);
  assert.equal(code, 1);
  // Reads every partition.
  await checkSecrets(dumpDirectory(store), world);
}
