import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startChild } from "./child.js";
import { installLocked } from "./install.js";
import { runOrThrow as run } from "../../scripts/common/run.js";

const folder = path.join(import.meta.dirname, "../registry");

/** Starts a registry on this machine, for installing packages the way users do. It is verdaccio: our packages only as published here, the rest from the registry npm is set to. */
export async function startRegistry() {
  await installLocked(folder);
  const storage = mkdtempSync(path.join(tmpdir(), "billkit-registry-"));
  const authority = process.env.NODE_EXTRA_CA_CERTS ?? (await npmSetting("cafile"));
  const server = startChild(
    path.join(folder, "serve.mjs"),
    [JSON.stringify(await settings(storage))],
    {
      cwd: storage,
      env: { ...process.env, ...(authority && { NODE_EXTRA_CA_CERTS: authority }) },
    },
  );
  const address = String(await server.receive());
  const token = `//${new URL(address).host}/:_authToken=any`;
  return {
    /** Makes npm, Bun and Deno use this registry. */
    env: {
      ...userEnvironment(),
      npm_config_registry: address,
      NPM_CONFIG_REGISTRY: address,
      BUN_CONFIG_REGISTRY: address,
    },
    /** The line of an .npmrc that lets npm publish: the registry takes any token. */
    npmrc: `${token}\n`,
    async publish(tarball: string) {
      const args = ["publish", tarball, "--registry", address, `--${token}`, "--loglevel=error"];
      await run("npm", args, { cwd: storage });
    },
    async stop() {
      await server.stop();
      rmSync(storage, { recursive: true, force: true });
    },
  };
}

async function settings(storage: string): Promise<object> {
  const ours = { access: ["$all"], publish: ["$all"] };
  return {
    self_path: path.join(storage, "config.yaml"),
    storage: path.join(storage, "packages"),
    uplinks: { configured: { url: await npmSetting("registry") } },
    packages: {
      billkit: ours,
      "@billkit/*": ours,
      "**": { access: ["$all"], proxy: ["configured"] },
    },
    max_body_size: "100mb",
    log: { type: "stdout", level: "fatal" },
  };
}

async function npmSetting(key: string): Promise<string> {
  const args = ["config", "get", key, "--loglevel=silent"];
  const value = (await run("npm", args, { cwd: tmpdir() })).trim();
  return value === "null" || value === "undefined" ? "" : value;
}

/** Without the settings that npm hands from this repository's .npmrc to its scripts. */
function userEnvironment(): NodeJS.ProcessEnv {
  const ours = /^npm_config_(?:save|ignore_scripts|omit_lockfile)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}
