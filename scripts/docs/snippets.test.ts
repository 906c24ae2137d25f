import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startSandbox } from "@billkit/sandbox";
import { parse } from "yaml";
import { run as runProcess } from "../common/run.js";
import { findVendors } from "../generate/vendors.js";
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
interface Contract {
  readonly components: {
    readonly securitySchemes: Readonly<
      Record<string, { readonly "x-billkit-credential"?: { readonly environment?: string } }>
    >;
  };
}

let compiled: Compiled[] = [];
/** Programs mostly wait, such as for reports: these many run at a time. */
const lanes: Promise<unknown>[] = Array.from({ length: 4 }, () => Promise.resolve());
let results: (Promise<Result> | undefined)[] = [];
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let environment: NodeJS.ProcessEnv = {};

beforeAll(async () => {
  compiled = compileSnippets(snippets, root, directory);
  sandbox = await startSandbox({ port: 0, seed: 1 });
  for (const { file } of compiled) fillPlaceholders(file);
  // Threads have the process's working directory, into which snippets write.
  process.chdir(directory);
  environment = {
    PATH: process.env.PATH,
    DEEPGRAM_API_KEY: sandbox.deepgram.apiKey,
    GENESYSCLOUD_OAUTHCLIENT_ID: sandbox.genesysCloud.clientId,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: sandbox.genesysCloud.clientSecret,
    GENESYSCLOUD_REGION: "us-east-1",
    // The vendor's package takes tokens only.
    GENESYSCLOUD_ACCESS_TOKEN: sandbox.vendors["genesys-cloud"].credential,
    ...credentials(),
    // HTTP Basic has two variables for one credential.
    TWILIO_ACCOUNT_SID: sandbox.twilio.accountSid,
    TWILIO_AUTH_TOKEN: sandbox.twilio.authToken,
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

/** Credentials of the vendors whose sandbox takes what their contracts declare. */
function credentials(): NodeJS.ProcessEnv {
  const found: NodeJS.ProcessEnv = {};
  for (const [name, access] of Object.entries(sandbox.vendors)) {
    if (!("credentials" in access)) continue;
    const contract = readFileSync(path.join(root, "specs", name, "openapi.yaml"), "utf8");
    const { components } = parse(contract) as Contract;
    const variables = Object.values(components.securitySchemes).map(
      (scheme) => scheme["x-billkit-credential"]?.environment,
    );
    for (const [index, value] of Object.values(access.credentials).entries()) {
      const variable = variables[index];
      if (variable !== undefined) found[variable] = value;
    }
  }
  return found;
}

/** The services' public addresses, each with the sandbox's address for it. */
function published(): Record<string, string> {
  const addresses: Record<string, string> = {
    "https://login.mypurecloud.com": sandbox.genesysCloud.loginUrl,
  };
  for (const vendor of findVendors(root)) {
    const file = path.join(root, "specs", vendor, "openapi.yaml");
    const contract = parse(readFileSync(file, "utf8")) as { servers: { url: string }[] };
    const served = Object.entries(sandbox.vendors).find(([name]) => name === vendor)?.[1];
    const url = contract.servers[0]?.url;
    if (url !== undefined && served !== undefined) addresses[url] = served.baseUrl;
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
    },
    60_000,
  );
});

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
