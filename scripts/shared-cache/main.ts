/**
 * `npm run shared-cache:demo [-- --json]`: what one copy of the repository has generated, another takes from a
 * cache server, which is started here. Exit 0 only if the second copy generates nothing, and neither
 * a copy without the variables nor one with a wrong key takes anything.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { Repository } from "../generate/testing/repository.js";
import { run } from "../generate/tools/run.js";
import { generate, type Run } from "../scale/measure.js";
import { messageOf } from "../common/user-error.js";
import { type Server, startServer } from "./server.js";

interface Shown extends Run {
  readonly copy: string;
  readonly ok: boolean;
}

const folder = import.meta.dirname;
const storage = mkdtempSync(path.join(tmpdir(), "billkit-shared-cache-"));
const token = randomBytes(16).toString("hex");
const copies: Repository[] = [];

let server: Server | undefined;
let json = false;
try {
  json = parseArgs({ options: { json: { type: "boolean", default: false } } }).values.json;
  await install();
  server = await startServer(folder, storage, token);
  const shared = {
    ...process.env,
    TURBO_ROOT_TURBO_JSON: "turbo.shared.json",
    TURBO_API: server.address,
    TURBO_TOKEN: token,
    TURBO_TEAM: "team_billkit",
    TURBO_REMOTE_CACHE_SIGNATURE_KEY: randomBytes(32).toString("hex"),
  };
  const wrongKey = { ...shared, TURBO_REMOTE_CACHE_SIGNATURE_KEY: randomBytes(32).toString("hex") };
  const outcomes = [
    await show("first copy", shared, "MISS"),
    await show("second copy", shared, "HIT from REMOTE"),
    await show("copy without the variables", process.env, "MISS"),
    await show("copy with another key", wrongKey, "MISS"),
  ];
  const [first, ...others] = copies.map((copy) => copy.generated());
  const isSame = others.every((files) => isDeepStrictEqual(files, first));
  const ok = isSame && outcomes.every((each) => each.ok);
  if (json) process.stdout.write(`${JSON.stringify({ ok, same: isSame, copies: outcomes })}\n`);
  else process.stdout.write(`${isSame ? "all copies hold the same files" : "the copies differ"}\n`);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  process.stderr.write(`shared-cache: ${messageOf(error)}\n`);
  process.exitCode = 1;
} finally {
  await server?.stop();
  for (const copy of copies) copy.remove();
  rmSync(storage, { recursive: true, force: true });
}

/** Outside of the workspaces: nobody who does not run this gets the server. */
async function install(): Promise<void> {
  const { code, output } = await run("npm", ["ci", "--ignore-scripts", "--loglevel=error"], {
    cwd: folder,
  });
  if (code !== 0) throw new Error(`the cache server cannot be installed:\n${output}`);
}

/** `ok`: each vendor's task ended as expected. */
async function show(what: string, env: NodeJS.ProcessEnv, expected: string): Promise<Shown> {
  const copy = new Repository();
  copies.push(copy);
  const ran = await generate(copy, env);
  if (!json) process.stdout.write(`${what}: ${say(ran)}\n`);
  const ok = ran.tasks.length > 0 && ran.tasks.every((task) => outcome(task) === expected);
  return { copy: what, ok, ...ran };
}

function say({ tasks, seconds }: Run): string {
  return `${tasks.map((task) => `${task.task} ${outcome(task)}`).join(", ")}; ${seconds.toFixed(1)} s`;
}

function outcome({ cache, source }: Run["tasks"][number]): string {
  return source === undefined ? cache : `${cache} from ${source}`;
}
