/**
 * `npm run rehearsal -w e2e`: releases this repository into a registry on this machine, then the
 * patch, minor and major that could follow: version, pack, publish, install, compile, call. Needs
 * Java. Exit 1 if a step fails.
 */
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readArguments } from "../../scripts/common/arguments.js";
import { command } from "../common/command.js";
import { publishedPackages } from "../common/pack.js";
import { startRegistry } from "../common/registry.js";
import { run } from "../common/run.js";
import { Consumer } from "./consumer.js";
import { copyRepository, edit } from "./copy.js";
import { description, releases, type Release } from "./releases.js";

const home = path.resolve(import.meta.dirname, "../..");

await command("rehearsal", async () => {
  readArguments({ options: {} }, "usage: npm run rehearsal -w e2e");
  const work = mkdtempSync(path.join(tmpdir(), "billkit-rehearsal-"));
  const registry = await startRegistry();
  try {
    const root = path.join(work, "repository");
    copyRepository(home, root);
    appendFileSync(path.join(root, ".npmrc"), registry.npmrc);
    cpSync(descriptionFile(), path.join(root, description));
    const user = path.join(work, "user");
    mkdirSync(user);
    await rehearse(root, new Consumer(user, home, registry.env), {
      ...registry.env,
      CI: "true",
      TURBO_TELEMETRY_DISABLED: "1",
      TURBO_CACHE_DIR: process.env.TURBO_CACHE_DIR ?? path.join(home, ".turbo/cache"),
    });
    return true;
  } finally {
    await registry.stop();
    rmSync(work, { recursive: true, force: true });
  }
});

async function rehearse(root: string, consumer: Consumer, env: NodeJS.ProcessEnv): Promise<void> {
  const npm = (...args: string[]) => run("npm", ["run", "--silent", ...args], { cwd: root, env });
  const publish = async (): Promise<void> => {
    await npm("build");
    await run("npx", ["changeset", "publish", "--no-git-tag"], { cwd: root, env });
  };
  await publish();
  await consumer.install();
  expectNothing(await consumer.compile());
  await report("first release", root, consumer);
  for (const release of releases) {
    for (const [file, part, replacement] of release.edits) edit(root, file, part, replacement);
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
  const before = JSON.stringify(await consumer.installed());
  await consumer.update();
  // 0.x: a caret range allows patches only.
  const isMoved = JSON.stringify(await consumer.installed()) !== before;
  if (isMoved !== (level === "patch")) {
    throw new Error(`npm update ${isMoved ? "installs" : "doesn't install"} a ${level}`);
  }
  if (level !== "patch") await consumer.install();
  const message = await consumer.compile();
  if (compileError === undefined) expectNothing(message);
  else if (!compileError.test(message)) throw new Error(`expected ${compileError}, got ${message}`);
  for (const [part, replacement] of program) consumer.rewrite(part, replacement);
  expectNothing(await consumer.compile());
  const text = readFileSync(path.join(root, "packages/deepgram/CHANGELOG.md"), "utf8");
  const [, newest = ""] = text.split(/^## /m);
  if (!changelog.test(newest)) throw new Error(`the changelog lacks ${changelog}:\n${newest}`);
}

/** @throws {Error} if the user doesn't have the versions that were released */
async function report(title: string, root: string, consumer: Consumer): Promise<void> {
  const installed = await consumer.installed();
  for (const { name, version } of publishedPackages(root)) {
    const found = installed[name];
    if (found !== undefined && found !== version) {
      throw new Error(`${title}: ${name} ${found} is installed, not ${version}`);
    }
  }
  const versions = Object.entries(installed).map(([name, version]) => `${name} ${version}`);
  process.stdout.write(`${title}: ${versions.join(", ")}\n  ${await consumer.call()}\n`);
}

function expectNothing(compilerMessage: string): void {
  if (compilerMessage !== "") throw new Error(compilerMessage);
}

/** Deepgram's description without prose, as the tests keep it. */
function descriptionFile(): string {
  const args = ["ls-files", "*/descriptions/deepgram/openapi.2026-07-15.yml"];
  const [file = ""] = execFileSync("git", args, { cwd: home, encoding: "utf8" }).split("\n");
  return path.join(home, file);
}
