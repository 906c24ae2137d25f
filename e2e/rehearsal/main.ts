/**
 * `npm run rehearsal -w e2e`: releases the last commit into a registry on this machine, then the patch,
 * minor and major that could follow: version, pack, publish, install, compile, call. Needs Java. Exit 1
 * if a step fails.
 */
import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { command } from "../common/command.js";
import { publishedPackages } from "../common/pack.js";
import { startRegistry } from "../common/registry.js";
import { runOrThrow as run } from "../../scripts/common/run.js";
import { Consumer, edit } from "./consumer.js";
import { description, releases, type Release } from "./releases.js";

const home = path.resolve(import.meta.dirname, "../..");
/** Deepgram's description without prose, from the tests' fixtures. */
const published = "scripts/specs/fixtures/descriptions/deepgram/openapi.2026-07-15.yml";

await command("rehearsal", async (work) => {
  const registry = await startRegistry();
  try {
    const root = path.join(work, "repository");
    await run("git", ["clone", "--quiet", home, root], { cwd: work });
    await run("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund"], { cwd: root });
    appendFileSync(path.join(root, ".npmrc"), registry.npmrc);
    cpSync(path.join(root, published), path.join(root, description));
    const user = path.join(work, "user");
    mkdirSync(user);
    await rehearse(root, new Consumer(user, home, registry.env), {
      ...registry.env,
      CI: "true",
      TURBO_TELEMETRY_DISABLED: "1",
      TURBO_CACHE_DIR: process.env.TURBO_CACHE_DIR ?? path.join(home, ".turbo/cache"),
    });
  } finally {
    await registry.stop();
  }
});

async function rehearse(root: string, consumer: Consumer, env: NodeJS.ProcessEnv): Promise<void> {
  const npm = (...args: string[]) => run("npm", ["run", "--silent", ...args], { cwd: root, env });
  const publish = async (): Promise<void> => {
    await npm("build");
    await run("npx", ["changeset", "publish", "--no-git-tag"], { cwd: root, env });
  };
  // Pending changesets, so that the first release has them.
  await npm("release:version", "-w", "scripts");
  await publish();
  await consumer.install("billkit@latest", "@billkit/sandbox@latest");
  assert.equal(await consumer.compile(), "");
  await report("first release", root, consumer);
  for (const release of releases) {
    for (const [file, part, replacement] of release.edits)
      edit(path.join(root, file), part, replacement);
    await npm("specs", "--", "sync", "deepgram", "--from", description);
    await npm("generate");
    await npm("release:version", "-w", "scripts");
    await publish();
    await upgrade(root, consumer, release);
    await report(`${release.level} (${release.story})`, root, consumer);
  }
}

async function upgrade(root: string, consumer: Consumer, release: Release): Promise<void> {
  const { level, program, compileError, changelog } = release;
  const before = await consumer.installed();
  await consumer.install();
  // 0.x: a caret range allows patches only.
  if (level === "patch") assert.notDeepEqual(await consumer.installed(), before);
  else {
    assert.deepEqual(await consumer.installed(), before);
    await consumer.install("billkit@latest", "@billkit/sandbox@latest");
  }
  assert.match(await consumer.compile(), compileError);
  for (const [part, replacement] of program) consumer.rewrite(part, replacement);
  assert.equal(await consumer.compile(), "");
  const text = readFileSync(path.join(root, "packages/deepgram/CHANGELOG.md"), "utf8");
  assert.match(text.split(/^## /m)[1] ?? "", changelog);
}

/** @throws {Error} if the user doesn't have the versions that were released */
async function report(title: string, root: string, consumer: Consumer): Promise<void> {
  const installed = await consumer.installed();
  for (const { name, version } of publishedPackages(root)) {
    if (name in installed) assert.equal(installed[name], version, `${title}: ${name}`);
  }
  const versions = Object.entries(installed).map(([name, version]) => `${name} ${version}`);
  process.stdout.write(`${title}: ${versions.join(", ")}\n  ${await consumer.call()}\n`);
}
