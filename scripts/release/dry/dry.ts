import { appendFileSync, cpSync } from "node:fs";
import path from "node:path";
import { startRegistry } from "../../registry/registry.js";
import { changelogOf } from "../changelog.js";
import { readWorkspaces } from "../workspaces.js";
import { Consumer, firstProgram } from "./consumer.js";
import { Copy } from "./copy.js";
import { changed, description, follow, type Next, nexts } from "./next.js";

/** One release, from its contract to the program of a user who has upgraded. */
export interface Released {
  readonly level: "first" | Next["level"];
  readonly story: string;
  /** The packages that were published, `name version`. */
  readonly published: readonly string[];
  /** What the user's project has of ours afterwards. */
  readonly installed: Readonly<Record<string, string>>;
  /** What the compiler said of the program before the user changed it; empty where it was content. */
  readonly refused: string;
  /** What the user's program prints. */
  readonly printed: string;
  /** What is told of each published package in its changelog. */
  readonly changelogs: Readonly<Record<string, string>>;
  readonly seconds: number;
}

/**
 * Makes the releases that could come next, in a copy of the repository, with a registry and a user's
 * project on this machine: version, pack, publish, install, compile, call.
 * @param say each release as it is done
 * @throws {Error} with what went otherwise than it should
 */
export async function releaseDry(home: string, say: (released: Released) => void): Promise<void> {
  const registry = await startRegistry();
  const env = {
    ...registry.env,
    CI: "true",
    TURBO_TELEMETRY_DISABLED: "1",
    // What has been built here from the same files is not built again.
    TURBO_CACHE_DIR: process.env.TURBO_CACHE_DIR ?? path.join(home, ".turbo/cache"),
  };
  const copy = new Copy(home, env);
  const consumer = new Consumer(firstProgram, home, env);
  try {
    // The shell that npm starts scripts with drops this from the environment.
    const token = `//${new URL(registry.address).host}/:_authToken=any\n`;
    appendFileSync(path.join(copy.root, ".npmrc"), token);
    cpSync(description, path.join(copy.root, changed));
    say(await timed(() => first(copy, consumer)));
    for (const next of nexts) say(await timed(() => upgrade(copy, consumer, next)));
  } finally {
    copy.remove();
    consumer.remove();
    await registry.stop();
  }
}

async function timed(make: () => Promise<Omit<Released, "seconds">>): Promise<Released> {
  const start = performance.now();
  const released = await make();
  return { ...released, seconds: Math.round((performance.now() - start) / 100) / 10 };
}

/** Everything as it is here, and a user who begins with it. */
async function first(copy: Copy, consumer: Consumer): Promise<Omit<Released, "seconds">> {
  const published = await publish(copy);
  await consumer.install("latest");
  const refused = await consumer.compile();
  if (refused !== "") throw new Error(`the first program does not compile:\n${refused}`);
  const story = "everything as it is in the repository";
  return { ...(await outcome(copy, consumer, published)), level: "first", story, refused };
}

async function upgrade(
  copy: Copy,
  consumer: Consumer,
  next: Next,
): Promise<Omit<Released, "seconds">> {
  const { level, story } = next;
  const before = await consumer.installed();
  await follow(copy, next);
  await copy.npm("release:version");
  const published = await publish(copy);
  // What a range may let in, and what it may not.
  await consumer.update();
  const updated = await consumer.installed();
  const isMoved = [...updated].some(([name, version]) => before.get(name) !== version);
  if (isMoved !== (level === "patch"))
    throw new Error(
      `npm update ${isMoved ? "brings" : "does not bring"} a ${level} (${published.join(", ")})`,
    );
  if (level !== "patch") await consumer.install("latest");
  const refused = await consumer.compile();
  if (next.refusal === undefined ? refused !== "" : !next.refusal.test(refused))
    throw new Error(`${level}: the compiler should not have said: ${refused || "nothing"}`);
  for (const [part, replacement] of next.program) consumer.rewrite(part, replacement);
  const left = await consumer.compile();
  if (left !== "") throw new Error(`${level}: the changed program does not compile:\n${left}`);
  const done = await outcome(copy, consumer, published);
  const changelog = done.changelogs["@billkit/deepgram"] ?? "";
  if (!next.told.test(changelog))
    throw new Error(`${level}: the changelog does not tell that ${story}:\n${changelog}`);
  return { ...done, level, story, refused };
}

/** Packs and publishes by the scripts that the workflow runs. @returns `name version` of each */
async function publish(copy: Copy): Promise<string[]> {
  await copy.npm("release:pack");
  const told = await copy.npm("release:publish");
  const lines = told.split("\n");
  const wrong = lines.find((line) => !line.endsWith(": published"));
  if (wrong !== undefined) throw new Error(`release:publish: ${wrong}`);
  return lines.map((line) => line.replace(": published", ""));
}

async function outcome(
  copy: Copy,
  consumer: Consumer,
  published: readonly string[],
): Promise<Pick<Released, "published" | "installed" | "printed" | "changelogs">> {
  const workspaces = readWorkspaces(copy.root);
  const installed = await consumer.installed();
  for (const { name, version } of workspaces)
    if (installed.get(name) !== version)
      throw new Error(`${name} ${installed.get(name) ?? "is not"} installed, not ${version}`);
  const changelogs = workspaces
    .filter(({ name, version }) => published.includes(`${name} ${version}`))
    .map(({ name, folder, version }) => [name, changelogOf(copy.root, folder, version)] as const)
    .filter(([, text]) => text !== "");
  return {
    published,
    installed: Object.fromEntries(installed),
    printed: await consumer.call(),
    changelogs: Object.fromEntries(changelogs),
  };
}
