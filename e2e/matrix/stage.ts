import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Sandbox } from "@billkit/sandbox";
import { installLocked } from "../common/install.js";
import { packPackages } from "../common/pack.js";
import { startRegistry } from "../common/registry.js";
import { runOrThrow as run } from "../../scripts/common/run.js";

/** One way to use the packages. @throws {Error} if they don't work */
export type Row = (stage: Stage) => Promise<void>;

/** The parameters of every row: a user's folder with the packages, and a running sandbox. */
export interface Stage {
  /** Where `npm install billkit @billkit/charges @billkit/sandbox` ran. */
  readonly folder: string;
  /** Makes installers use the local registry; has the sandbox's handle for programs. */
  readonly env: NodeJS.ProcessEnv;
  readonly handle: Handle;
  /** The expected output of each program: the sandbox's responses to plain `fetch`. */
  readonly expected: object;
  /** An empty folder outside of `folder`. */
  room(name: string): string;
}

/** What `billkit-sandbox --json` prints, and the month to request. */
type Handle = Pick<Sandbox, "deepgram" | "genesysCloud" | "vendors"> & {
  readonly month: Readonly<Record<string, string>>;
};

/** A folder with its own lock file, outside the workspaces. */
const toolsFolder = path.join(import.meta.dirname, "tools");
export const root = path.resolve(import.meta.dirname, "../..");

/** A file of the installed tools. */
export function tool(file: string): string {
  return path.join(toolsFolder, "node_modules", file);
}

/** Packs, publishes, installs, starts the sandbox and runs `act`, all in a directory. */
export async function onStage(
  directory: string,
  act: (stage: Stage) => Promise<void>,
): Promise<void> {
  await installLocked(toolsFolder);
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
    const packages = ["billkit", "@billkit/charges", "@billkit/sandbox"];
    const args = ["install", ...packages, "--no-audit", "--no-fund"];
    await run("npm", args, { cwd: folder, env: registry.env });
    const sandbox = await startSandbox(folder);
    try {
      const { handle } = sandbox;
      const env = { ...registry.env, BILLKIT_MATRIX: JSON.stringify(handle) };
      await act({ folder, env, handle, expected: await expectedAnswer(handle), room });
    } finally {
      await sandbox.stop();
    }
  } finally {
    await registry.stop();
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
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const sandbox = JSON.parse(line) as Omit<Handle, "month">;
  return { handle: { ...sandbox, month: lastMonth() }, stop };
}

/** The last whole month in UTC. */
function lastMonth(): Record<string, string> {
  const now = new Date();
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const text = (ms: number): string => new Date(ms).toISOString().replace(".000Z", "Z");
  return {
    startDate: text(Date.UTC(year, month - 1)),
    endDate: text(Date.UTC(year, month) - 1000),
  };
}

async function expectedAnswer({ deepgram, genesysCloud, vendors, month }: Handle): Promise<object> {
  const get = async (url: string, authorization: string): Promise<{ status?: unknown }> => {
    const response = await fetch(url, { headers: { authorization } });
    if (!response.ok) throw new Error(`GET ${url} returned ${response.status}`);
    return (await response.json()) as object;
  };
  const project = `${deepgram.baseUrl}/v1/projects/${deepgram.projectId}`;
  const billing = `${genesysCloud.baseUrl}/api/v2/billing`;
  const bearer = `Bearer ${vendors["genesys-cloud"].credential}`;
  // The answer repeats the query, in the order in which the client sends it.
  const query = new URLSearchParams(Object.entries(month).sort()).toString();
  let usage: { status?: unknown } = {};
  for (let poll = 0; poll < 10 && usage.status !== "Complete"; poll += 1) {
    usage = await get(`${billing}/reports/billableusage?${query}`, bearer);
  }
  const overview = `trusteebillingoverview/${genesysCloud.trustorOrgId}?billingPeriodIndex=1`;
  return {
    balances: await get(`${project}/balances`, `Token ${deepgram.apiKey}`),
    usage,
    overview: await get(`${billing}/${overview}`, bearer),
    error: {
      isNotFound: true,
      isApiError: true,
      name: "NotFoundError",
      status: 404,
      hasRequestId: true,
    },
  };
}
