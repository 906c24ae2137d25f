/**
 * `npm run focus`: writes the sandbox's bills as FOCUS 1.2 and checks them by the FinOps Foundation's
 * own validator. Every failure must be in exceptions.json, and every exception must occur. Requires
 * Python 3.12 as `python3.12`, or its path in PYTHON.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Deepgram } from "@billkit/deepgram";
import { deepgramCharges } from "@billkit/deepgram/charges";
import type { Charge } from "@billkit/core/charges";
import { startSandbox } from "@billkit/sandbox";
import { charges, toFocus, type FocusOptions } from "../src/index.js";
import exceptions from "./exceptions.json" with { type: "json" };

const folder = path.resolve(import.meta.dirname, "../../../node_modules/.cache/focus");
const packages = ["focus-validator==2.2.1", "pyarrow==17.0.0"];
const now = Date.UTC(2026, 6, 15);

const failures = new Map<string, string[]>();
const installed = install();
for (const [name, csv] of Object.entries(await writeFiles()))
  for (const rule of validate(installed, name, csv))
    failures.set(rule, [...(failures.get(rule) ?? []), name]);

const isListed = (rule: string): boolean => exceptions.some((exception) => exception.rule === rule);
for (const [rule, files] of [...failures].sort())
  process.stdout.write(`${isListed(rule) ? "known" : "FAILED"}  ${rule}  ${files.join(", ")}\n`);
const unknown = [...failures.keys()].filter((rule) => !isListed(rule));
const idle = exceptions.filter(({ rule }) => !failures.has(rule));
for (const { rule } of idle)
  process.stdout.write(`IDLE    ${rule}  remove it from exceptions.json\n`);
process.stdout.write(`${failures.size} failing rules, ${unknown.length} without an exception\n`);
if (unknown.length + idle.length > 0) process.exitCode = 1;

/** Installs the validator once. @returns its environment's folder */
function install(): string {
  const environment = path.join(folder, "environment");
  const command = path.join(environment, "bin/focus-validator");
  mkdirSync(folder, { recursive: true });
  if (!existsSync(command)) {
    execFileSync(process.env.PYTHON ?? "python3.12", ["-m", "venv", environment]);
    execFileSync(path.join(environment, "bin/pip"), ["install", "--quiet", ...packages]);
  }
  // It looks for its rules in the current folder.
  const link = path.join(folder, "focus_validator");
  const target = path.join(environment, "lib/python3.12/site-packages/focus_validator");
  if (!existsSync(link)) symlinkSync(target, link);
  return command;
}

/** The files to check, by name. */
async function writeFiles(): Promise<Record<string, string>> {
  const sandbox = await startSandbox({ vendors: ["deepgram"], clock: { now: () => now } });
  const { baseUrl, apiKey: credential } = sandbox.deepgram;
  const source = deepgramCharges(new Deepgram({ baseUrl, credential }));
  const rows: Charge[] = [];
  const period = "2026-04-01..2026-06-30";
  for await (const row of charges([source], { period, now: () => now })) rows.push(row);
  await sandbox.close();
  const options: FocusOptions = { version: "1.2", settlement: () => "prepaid" };
  return {
    "what conforms": toFocus(rows, options).csv,
    "with use without quantities": toFocus(rows, { ...options, missingQuantity: "empty" }).csv,
  };
}

/** The rules that a file breaks. The validator exits 0 whatever it finds. */
function validate(command: string, name: string, csv: string): string[] {
  const base = path.join(folder, name.replaceAll(" ", "-"));
  writeFileSync(`${base}.csv`, csv);
  const output = ["--output-type", "unittest", "--output-destination", `${base}.xml`];
  const version = ["--validate-version", "1.2.0.1", "--block-download"];
  execFileSync(command, ["--data-file", `${base}.csv`, ...version, ...output], {
    cwd: folder,
    stdio: "ignore",
  });
  const report = readFileSync(`${base}.xml`, "utf8");
  const found = /<testcase[^>]*name="([^" ]*)[^>]*>\s*<(?:failure|error)/g;
  const rules = [...report.matchAll(found)].map(([, rule = ""]) => rule);
  if (!/<testsuites[^>]* tests="[1-9]/.test(report))
    throw new Error(`${base}.xml: the validator checked nothing`);
  return rules;
}
