import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { lastMonth, type Month } from "./month.js";

/** What `billkit-sandbox --json` prints, and the month to ask for. */
export interface Handle {
  readonly deepgram: {
    readonly baseUrl: string;
    readonly apiKey: string;
    readonly projectId: string;
  };
  readonly genesysCloud: {
    readonly baseUrl: string;
    readonly loginUrl: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly trustorOrgId: string;
  };
  readonly month: Month;
}

export interface RunningSandbox {
  readonly handle: Handle;
  stop(): Promise<void>;
}

/** Starts the sandbox's command as it is installed in a folder. */
export async function startSandbox(folder: string): Promise<RunningSandbox> {
  const command = path.join(folder, "node_modules/.bin/billkit-sandbox");
  const child = spawn(command, ["--json"], { stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(child, "exit");
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await exit;
  };
  for await (const line of createInterface(child.stdout)) {
    const handle = JSON.parse(line) as Omit<Handle, "month">;
    return { handle: { ...handle, month: lastMonth(Date.now()) }, stop };
  }
  await stop();
  throw new Error("billkit-sandbox --json printed no address");
}
