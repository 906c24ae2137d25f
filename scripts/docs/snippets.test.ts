import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { openSandbox } from "../../packages/sandbox/src/sandbox.js";
import { readServerOptions } from "../../packages/sandbox/src/server-options.js";
import { run as runProcess } from "../common/run.js";
import { compileSnippets, type Compiled } from "./compile.js";
import { collectSnippets, type Snippet } from "./snippets.js";

const root = path.resolve(__dirname, "../..");
const directory = path.join(root, "scripts/.generated/snippets");
const workingDirectory = process.cwd();
const snippets = collectSnippets(root);
/** The generated pages' examples repeat a pattern: they run nightly. */
const isRun = ({ kind, place }: Snippet): boolean =>
  kind !== "signature" &&
  (process.env.BILLKIT_ALL_SNIPPETS === "1" || !/^packages\/[^/]+\/docs\//.test(place));

/** As `--date 2026-07-20`, which the guides name, starts the sandbox. */
const ahead = Date.UTC(2026, 6, 20) - Date.now();
const clock = { now: () => Date.now() + ahead };

let compiled: Compiled[] = [];
/** Programs mostly wait, such as for reports: these many run at a time. */
const lanes: Promise<unknown>[] = Array.from({ length: 4 }, () => Promise.resolve());
let results: (Promise<Result> | undefined)[] = [];
let sandbox: Awaited<ReturnType<typeof openSandbox>>["handle"];
let environment: NodeJS.ProcessEnv = {};

beforeAll(async () => {
  compiled = compileSnippets(snippets, root, directory);
  const opened = await openSandbox(readServerOptions({ port: 0, seed: 1, clock }));
  sandbox = opened.handle;
  for (const { file } of compiled) fillPlaceholders(file);
  // Threads have the process's working directory, into which snippets write.
  process.chdir(directory);
  // Snippets call the services' public addresses, as their readers do.
  const variables = Object.entries(opened.environment).filter(([name]) => !name.endsWith("_URL"));
  environment = {
    PATH: process.env.PATH,
    ...Object.fromEntries(variables),
    GENESYSCLOUD_REGION: "us-east-1",
    // The vendor's package takes tokens only.
    GENESYSCLOUD_ACCESS_TOKEN: sandbox.vendors["genesys-cloud"]?.credential,
    BILLKIT_SANDBOXED: JSON.stringify(published()),
  };
  results = compiled.map(({ snippet, file, problems }, index) => {
    const lane = index % lanes.length;
    if (!isRun(snippet) || problems.length > 0) return undefined;
    const result = Promise.resolve(lanes[lane]).then(() => run(snippet, file));
    lanes[lane] = result;
    return result;
  });
}, 60_000);
afterAll(async () => {
  await Promise.all(lanes);
  process.chdir(workingDirectory);
  await sandbox.close();
});

/** The services' public addresses, each with the sandbox's address for it. */
function published(): Record<string, string | undefined> {
  const addresses: Record<string, string | undefined> = {
    "https://login.mypurecloud.com": sandbox.vendors["genesys-cloud"]?.loginUrl,
  };
  for (const [vendor, { baseUrl }] of Object.entries(sandbox.vendors)) {
    const file = path.join(root, "specs", vendor, "openapi.yaml");
    const { servers } = parse(readFileSync(file, "utf8")) as { servers: [{ url: string }] };
    addresses[servers[0].url] = baseUrl;
  }
  return addresses;
}

/** Replaces placeholders such as `your-org` by arguments that the sandbox has data for. */
function fillPlaceholders(file: string): void {
  const calls = Object.values(sandbox.vendors).flatMap((access) => Object.values(access.arguments));
  const values = new Map(
    calls.flatMap((args: object) =>
      Object.entries(args).map(([name, value]) => [`your-${name}`, String(value)]),
    ),
  );
  const code = readFileSync(file, "utf8");
  writeFileSync(
    file,
    code.replace(/your-\w+/g, (placeholder) => values.get(placeholder) ?? placeholder),
  );
}

interface Result {
  readonly code: number | undefined;
  readonly output: string;
}

const runCommand = (command: string, args: readonly string[]): Promise<Result> =>
  runProcess(path.join(root, "node_modules/.bin", command), args, {
    cwd: directory,
    env: environment,
  });

/** A program has a thread: its own globals and environment, and it ends when nothing is pending. */
function runProgram(file: string): Promise<Result> {
  return new Promise((resolve) => {
    const worker = new Worker(path.join(__dirname, "snippet-worker.mjs"), {
      workerData: pathToFileURL(file).href,
      ...{ env: environment, stdout: true, stderr: true },
    });
    let output = "";
    worker.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    worker.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    worker.on("error", (error) => (output += String(error.stack)));
    worker.on("exit", (code) => {
      resolve({ code, output });
    });
  });
}

describe("the repository's TypeScript snippets", () => {
  it.each(snippets.map((snippet, index) => [snippet.place, index] as const))(
    "%s compiles and runs against the sandbox",
    async (_place, index) => {
      expect(compiled[index]?.problems).toEqual([]);
      const result = await results[index];
      if (result === undefined) return;
      const { code, output } = result;
      expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });
      const { prints, place } = snippets[index] ?? {};
      if (prints !== undefined) expect(output.trimEnd()).toMatch(shown(prints));
      // A reader's first program: nothing printed looks like a failure.
      if (place?.startsWith("docs/quickstart-")) expect(output).not.toBe("");
    },
    60_000,
  );
});

/** What a page shows of an output; ` ⋮` at its end stands for further lines. */
function shown(prints: string): RegExp {
  const [, start = prints, more] = /^([^]*?)(\n ⋮)?$/.exec(prints) ?? [];
  const literal = start.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
  return new RegExp(`^${literal}${more === undefined ? "$" : "\\n"}`);
}

function run({ kind }: Snippet, file: string): Promise<Result> {
  if (kind === "vitest") return runCommand("vitest", ["run", "--root", directory, file]);
  if (kind === "test")
    return runCommand("jest", ["--rootDir", directory, "--config", jestConfig(), file]);
  return runProgram(file);
}

function jestConfig(): string {
  const swc = path.join(root, "node_modules/@swc/jest");
  return JSON.stringify({
    testEnvironment: "node",
    transform: { "\\.js$": [swc, { module: { type: "commonjs" }, jsc: { target: "es2022" } }] },
    testMatch: ["**/*.test.js"],
  });
}
