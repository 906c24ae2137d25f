import { spawn } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { difference } from "./difference.js";
import type { Stage } from "./stage.js";
import { tool } from "./tools.js";

/** A row that takes longer hangs. */
const rowMs = 180_000;
const fixtures = path.join(import.meta.dirname, "fixtures");

/** The text of a fixture. */
export function fixture(name: string): string {
  return readFileSync(path.join(fixtures, name), "utf8");
}

/** A program that loads both modules, makes the calls and prints the answer. */
export function program(kind: "esm" | "cjs", from = "billkit", sub = `${from}/pacing`): string {
  const load =
    kind === "esm"
      ? `import * as billkit from "${from}";\nimport * as pacing from "${sub}";`
      : `const billkit = require("${from}");\nconst pacing = require("${sub}");`;
  return `${load}\n${fixture("calls.js")}\n${fixture("print.js")}`;
}

export function write(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** Makes a tool importable in a folder, with what it needs itself and nothing else. */
export function lend(folder: string, name: string): void {
  const link = path.join(folder, "node_modules", name);
  if (existsSync(link)) return;
  mkdirSync(path.dirname(link), { recursive: true });
  symlinkSync(tool(name), link, "dir");
}

/**
 * Runs a command to its end.
 * @returns what it wrote on its standard output
 * @throws Error with the end of what it wrote, when it fails
 */
export async function execute(
  command: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<string> {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let out = "";
  let all = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => ((out += chunk), (all += chunk)));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (all += chunk));
  const timer = setTimeout(() => child.kill("SIGKILL"), rowMs);
  const code = await new Promise<number | string>((resolve) => {
    child.on("error", (error) => {
      resolve(error.message);
    });
    child.on("close", (exit, signal) => {
      resolve(exit ?? signal ?? "");
    });
  });
  clearTimeout(timer);
  if (code === 0) return out;
  const end = all.trim().split("\n").slice(-20).join("\n");
  throw new Error(`${path.basename(command)} ${args.join(" ")}: ${code}\n${end}`);
}

/** Runs a program that prints the answer, and compares. */
export async function answers(
  stage: Stage,
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  const out = await execute(command, args, { cwd: stage.folder, env: stage.env, ...options });
  compare(out, stage.expected);
}

/** @throws Error when the last line of an output is not the answer that was to come */
export function compare(output: string, expected: object): void {
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  const mark = "answer: ";
  if (!last.startsWith(mark)) throw new Error(`no answer in\n${output.trim()}`);
  const answer = JSON.parse(last.slice(mark.length)) as object;
  const found = difference(expected, answer);
  if (found !== undefined) throw new Error(found);
}
