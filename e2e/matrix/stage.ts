import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { installLocked } from "../common/install.js";
import { packPackages } from "../common/pack.js";
import { startRegistry } from "../common/registry.js";
import { run } from "../common/run.js";
import { lastMonth } from "../common/sandbox.js";
import { expectedAnswer, type Handle } from "./expected.js";
import { toolsFolder } from "./row.js";

/** What every row gets: a user's folder with the packages, and a running sandbox. */
export interface Stage {
  readonly root: string;
  /** Where `npm install billkit @billkit/sandbox` ran. */
  readonly folder: string;
  /** Makes installers use the local registry; has the sandbox's handle for programs. */
  readonly env: NodeJS.ProcessEnv;
  readonly handle: Handle;
  readonly expected: object;
  /** An empty folder outside of `folder`. */
  room(name: string): string;
}

/** Packs, publishes, installs, starts the sandbox, runs `act` and cleans up. */
export async function onStage(root: string, act: (stage: Stage) => Promise<void>): Promise<void> {
  await installLocked(toolsFolder);
  const directory = mkdtempSync(path.join(tmpdir(), "billkit-matrix-"));
  const room = (name: string): string => {
    const folder = path.join(directory, name);
    mkdirSync(folder);
    return folder;
  };
  const registry = await startRegistry();
  try {
    for (const file of (await packPackages(root, room("tarballs"))).values()) {
      await registry.publish(file);
    }
    const folder = room("user");
    writeFileSync(path.join(folder, "package.json"), '{ "name": "user", "private": true }\n');
    const args = ["install", "billkit", "@billkit/sandbox", "--no-audit", "--no-fund"];
    await run("npm", args, { cwd: folder, env: registry.env });
    const sandbox = await startSandbox(folder);
    try {
      const { handle } = sandbox;
      const env = { ...registry.env, BILLKIT_MATRIX: JSON.stringify(handle) };
      await act({ root, folder, env, handle, expected: await expectedAnswer(handle), room });
    } finally {
      await sandbox.stop();
    }
  } finally {
    await registry.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Starts the installed `billkit-sandbox`. */
async function startSandbox(folder: string) {
  const file = path.join(folder, "node_modules/.bin/billkit-sandbox");
  const child = spawn(file, ["--json"], { stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(child, "exit");
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await exit;
  };
  for await (const line of createInterface(child.stdout)) {
    const handle = JSON.parse(line) as Omit<Handle, "month">;
    return { handle: { ...handle, month: lastMonth(Date.now()) }, stop };
  }
  throw new Error("billkit-sandbox --json printed nothing");
}

/** `name@version` of an installed package. */
export function installedVersion(folder: string, name: string): string {
  const file = path.join(folder, "node_modules", name, "package.json");
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  return `${name}@${version}`;
}
