import { deepStrictEqual } from "node:assert";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runOrThrow as run } from "../../scripts/common/run.js";
import { tool, type Stage } from "./stage.js";

/** A row that takes longer hangs. */
const rowTimeoutMs = 180_000;

export function fixture(name: string): string {
  return readFileSync(path.join(import.meta.dirname, "fixtures", name), "utf8");
}

/** A program that makes the calls and prints the answer, or runs `end` instead. */
export function program(kind: "esm" | "cjs", end = "print.js"): string {
  const lines = [
    ["billkit", "billkit"],
    ["pacing", "billkit/pacing"],
  ].map(([name, from]) =>
    kind === "esm" ? `import * as ${name} from "${from}";` : `const ${name} = require("${from}");`,
  );
  return [...lines, fixture("calls.js"), fixture(end)].join("\n");
}

/** @returns the file's path */
export function write(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** Makes an installed tool importable in the user's folder. */
export function lend(stage: Stage, name: string): void {
  const link = path.join(stage.folder, "node_modules", name);
  if (!existsSync(link)) symlinkSync(tool(name), link, "dir");
}

interface Options {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a command in the user's folder. @returns its output */
export function execute(stage: Stage, args: readonly string[], options: Options = {}) {
  const [command = "", ...rest] = args;
  const { cwd = stage.folder, env = {} } = options;
  const timeoutMs = rowTimeoutMs;
  return run(command, rest, { cwd, env: { ...stage.env, ...env }, timeoutMs });
}

/** Runs a program that prints the answer. @throws {Error} if it isn't the expected one */
export async function expectAnswer(stage: Stage, args: readonly string[], options?: Options) {
  const output = await execute(stage, args, options);
  const printed = /^answer: (.*)$/m.exec(output)?.[1];
  if (printed === undefined) throw new Error(`no answer in\n${output.trim()}`);
  deepStrictEqual(JSON.parse(printed), stage.expected);
}
