import { readFileSync, symlinkSync, writeFileSync, existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { run } from "../generate/tools/run.js";
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
export function program(kind: ModuleKind): string {
  return `${loading(kind)}\n${fixture("calls.js")}\n${fixture("print.js")}`;
}

export type ModuleKind = "esm" | "cjs";

/** The lines that load what `calls` takes. */
export function loading(kind: ModuleKind): string {
  const lines = { billkit: "billkit", pacing: "billkit/pacing" };
  return Object.entries(lines)
    .map(([name, from]) =>
      kind === "esm"
        ? `import * as ${name} from "${from}";`
        : `const ${name} = require("${from}");`,
    )
    .join("\n");
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
 * @returns what it wrote
 * @throws Error with the command and what it wrote, when it fails
 */
export async function execute(
  command: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<string> {
  const { code, failure, output } = await run(command, args, { ...options, timeoutMs: rowMs });
  if (code === 0) return output;
  const spelled = [path.basename(command), ...args].join(" ");
  throw new Error(`${spelled}: ${failure ?? `exit ${code ?? ""}`}\n${output.trim()}`);
}

/** Runs a program that prints the answer, and compares. */
export async function answers(
  stage: Stage,
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  const output = await execute(command, args, { cwd: stage.folder, env: stage.env, ...options });
  const printed = /^answer: (.*)$/m.exec(output)?.[1];
  if (printed === undefined) throw new Error(`no answer in\n${output.trim()}`);
  const found = difference(stage.expected, JSON.parse(printed));
  if (found !== undefined) throw new Error(found);
}
