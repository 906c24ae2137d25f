import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { run } from "../generate/tools/run.js";
import { freePort } from "./free-port.js";
import { installLocked } from "./install.js";

const startingMs = 60_000;

export interface Registry {
  /** `http://127.0.0.1:PORT/` */
  readonly address: string;
  /** The environment in which npm and other installers ask this registry. */
  readonly env: NodeJS.ProcessEnv;
  /**
   * Publishes tarballs with `npm publish`.
   * @throws Error with what npm said
   */
  publish(tarballs: readonly string[]): Promise<void>;
  /** Ends it, and forgets what was published. */
  stop(): Promise<void>;
}

/**
 * Starts a registry on a free port of this machine, empty but for what others have published, which it
 * takes from the registry that npm is set to. It asks nobody who they are: any token will do.
 * @param ours the packages published here, which are asked for nowhere else
 * @throws Error when it cannot be installed or does not start
 */
export async function startRegistry(
  ours: readonly string[] = ["billkit", "@billkit/*"],
): Promise<Registry> {
  const folder = import.meta.dirname;
  await installLocked(folder);
  const storage = mkdtempSync(path.join(tmpdir(), "billkit-registry-"));
  const config = path.join(storage, "config.json");
  writeFileSync(config, JSON.stringify(settings(storage, ours)));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}/`;
  const command = path.join(folder, "node_modules/verdaccio/bin/verdaccio");
  const child = spawn(
    process.execPath,
    [command, "--config", config, "--listen", `127.0.0.1:${port}`],
    { cwd: storage, stdio: "ignore", env: trusting() },
  );
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    rmSync(storage, { recursive: true, force: true });
  };
  if (!(await answers(address, child))) {
    await stop();
    throw new Error("the local registry did not start");
  }
  return { address, env: environment(address), publish: (files) => publish(files, address), stop };
}

function settings(storage: string, ours: readonly string[]): object {
  return {
    storage: path.join(storage, "packages"),
    uplinks: { configured: { url: npmSetting("registry") } },
    packages: {
      ...Object.fromEntries(ours.map((name) => [name, { access: ["$all"], publish: ["$all"] }])),
      "**": { access: ["$all"], proxy: ["configured"] },
    },
    max_body_size: "100mb",
    log: { type: "stdout", level: "fatal" },
  };
}

/** Where npm is told of a certificate authority, the registry trusts it as well. */
function trusting(): NodeJS.ProcessEnv {
  const file = process.env.NODE_EXTRA_CA_CERTS ?? npmSetting("cafile");
  return file === undefined ? process.env : { ...process.env, NODE_EXTRA_CA_CERTS: file };
}

function npmSetting(key: string): string | undefined {
  const value = execFileSync("npm", ["config", "get", key], {
    cwd: tmpdir(),
    encoding: "utf8",
    // Warnings go there, and are no part of the value.
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
  return value === "" || value === "null" || value === "undefined" ? undefined : value;
}

/** What the repository's .npmrc sets, npm hands on to what its scripts run: a user has none of it. */
const own = /^npm_config_(?:save|ignore_scripts|omit_lockfile)/i;

function environment(address: string): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name))),
    npm_config_registry: address,
    NPM_CONFIG_REGISTRY: address,
    BUN_CONFIG_REGISTRY: address,
  };
}

async function publish(tarballs: readonly string[], address: string): Promise<void> {
  const token = `--//${new URL(address).host}/:_authToken=any`;
  const publishing = tarballs.map(async (file) => {
    const tarball = `./${path.basename(file)}`;
    const { code, output } = await run("npm", ["publish", tarball, "--registry", address, token], {
      cwd: path.dirname(file),
    });
    if (code !== 0) throw new Error(`npm publish ${tarball}\n${output.trim()}`);
  });
  await Promise.all(publishing);
}

async function answers(address: string, child: ChildProcess): Promise<boolean> {
  const until = performance.now() + startingMs;
  while (performance.now() < until && child.exitCode === null) {
    const response = await fetch(`${address}-/ping`).catch(() => undefined);
    if (response?.ok) return true;
    await setTimeout(100);
  }
  return false;
}
