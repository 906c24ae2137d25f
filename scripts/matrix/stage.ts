import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../generate/tools/run.js";
import { packWorkspaces, publishedPackages } from "../pack/tarballs.js";
import { installLocked } from "../registry/install.js";
import { startRegistry } from "../registry/registry.js";
import { expectedAnswer } from "./expected.js";
import { startSandbox, type Handle } from "./sandbox.js";
import { toolsFolder } from "./tools.js";

/** What every row finds: a user's folder with the packages, a running sandbox, and the tools. */
export interface Stage {
  readonly root: string;
  /** Where `npm install billkit @billkit/sandbox` was run. */
  readonly folder: string;
  /** The environment in which installers ask the local registry. */
  readonly env: NodeJS.ProcessEnv;
  /** `billkit@0.1.0`, as a runtime's own installer is asked for it. */
  readonly version: string;
  readonly handle: Handle;
  readonly expected: object;
  /** A new, empty folder outside of the one above. */
  room(name: string): string;
}

export type Said = (progress: string) => void;

/**
 * Packs, publishes, installs and starts all of it, runs what is given, and leaves nothing behind.
 * @throws Error saying which step failed
 */
export async function onStage<T>(
  root: string,
  said: Said,
  act: (stage: Stage) => Promise<T>,
): Promise<T> {
  said("installing the tools");
  await installLocked(toolsFolder);
  const directory = mkdtempSync(path.join(tmpdir(), "billkit-matrix-"));
  const ends: (() => Promise<void>)[] = [];
  const room = (name: string): string => {
    const folder = path.join(directory, name);
    mkdirSync(folder);
    return folder;
  };
  try {
    said("packing");
    const folders = readdirSync(path.join(root, "packages")).map((name) => `packages/${name}`);
    const tarballs = packWorkspaces(root, publishedPackages(root, folders), room("tarballs"));
    said("publishing to a registry on this machine");
    const registry = await startRegistry();
    ends.push(() => registry.stop());
    await registry.publish(tarballs.map(({ file }) => file));
    said("installing");
    const folder = room("user");
    await install(folder, registry.env);
    const sandbox = await startSandbox(folder);
    ends.push(() => sandbox.stop());
    const { handle } = sandbox;
    const running = act({
      root,
      folder,
      env: { ...registry.env, BILLKIT_MATRIX: JSON.stringify(handle) },
      version: versionOf(folder, "billkit"),
      handle,
      expected: await expectedAnswer(handle),
      room,
    });
    return await Promise.race([running, interrupted()]);
  } finally {
    for (const end of ends.reverse()) await end();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Rejects when somebody ends this process, so that what it has started is ended as well. */
function interrupted(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        reject(new Error(`ended by ${signal}`));
      });
    }
  });
}

async function install(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  writeFileSync(path.join(folder, "package.json"), '{ "name": "user", "private": true }\n');
  const args = ["install", "billkit", "@billkit/sandbox", "--no-audit", "--no-fund"];
  const { code, output } = await run("npm", args, { cwd: folder, env });
  if (code !== 0) throw new Error(`npm ${args.join(" ")}\n${output.trim()}`);
}

/** Of a package in a folder's node_modules. */
export function versionOf(folder: string, name: string): string {
  const file = path.join(folder, "node_modules", name, "package.json");
  const manifest = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  return `${name}@${manifest.version}`;
}
