import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { freePort } from "./free-port.js";

const STARTING_MS = 30_000;

export interface Server {
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * Starts the cache server of this folder on a free port of this machine.
 * @param storage the folder it keeps artifacts in
 * @param token that it asks for
 */
export async function startServer(folder: string, storage: string, token: string): Promise<Server> {
  const port = await freePort();
  const command = path.join(folder, "node_modules/turborepo-remote-cache/dist/cli.js");
  const child = spawn(process.execPath, [command], {
    cwd: folder,
    stdio: "ignore",
    env: {
      ...process.env,
      HOST: "127.0.0.1",
      PORT: String(port),
      TURBO_TOKEN: token,
      STORAGE_PROVIDER: "local",
      STORAGE_PATH: storage,
      STORAGE_PATH_USE_TMP_FOLDER: "false",
      // It then keeps signatures beside artifacts. The key itself is no business of the server's.
      TURBO_REMOTE_CACHE_SIGNATURE_KEY: "kept by those who sign",
      LOG_LEVEL: "error",
    },
  });
  const address = `http://127.0.0.1:${port}`;
  await answers(`${address}/v8/artifacts/status`, token, child);
  return {
    address,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

async function answers(address: string, token: string, child: ChildProcess): Promise<void> {
  const until = performance.now() + STARTING_MS;
  const headers = { authorization: `Bearer ${token}` };
  while (performance.now() < until && child.exitCode === null) {
    const response = await fetch(address, { headers }).catch(() => undefined);
    if (response?.ok) return;
    await setTimeout(100);
  }
  child.kill("SIGKILL");
  throw new Error("the cache server did not start");
}
