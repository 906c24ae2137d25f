/**
 * `npm run mutation [-- core|billkit] [--quick] [--incremental] [--concurrency N] [--json]`: changes the
 * source in small ways and runs the tests under each. Exit 0 only if each package's tests have noticed enough.
 * With `--quick` without the tests of many rows or runs: what those kill is counted as not noticed.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { line, percent, scores, sum, type Report, type Score } from "./score.js";

/** As `thresholds.break` in stryker.preset.mjs. */
const least = 85;
const packages = ["core", "billkit"];
const root = path.resolve(import.meta.dirname, "../..");

interface Arguments {
  readonly names: readonly string[];
  readonly quick: boolean;
  readonly json: boolean;
  /** For Stryker. */
  readonly flags: readonly string[];
}

/** @throws with one line for the user */
function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: "boolean" },
      json: { type: "boolean" },
      incremental: { type: "boolean" },
      concurrency: { type: "string" },
    },
  });
  const { quick = false, json = false, incremental, concurrency } = values;
  const unknown = positionals.find((name) => !packages.includes(name));
  if (unknown !== undefined) throw new Error(`${unknown} is not one of ${packages.join(", ")}`);
  if (concurrency !== undefined && !/^[1-9]\d?$/.test(concurrency)) {
    throw new Error(`--concurrency is ${concurrency}; allowed: a whole number from 1 to 99`);
  }
  return {
    names: positionals.length ? positionals : packages,
    quick,
    json,
    flags: [
      ...(incremental ? ["--incremental"] : []),
      ...(concurrency === undefined ? [] : ["--concurrency", concurrency]),
    ],
  };
}

/** One package's scores, or none when Stryker could not run at all. */
function run(name: string, { quick, flags }: Arguments): readonly Score[] {
  const report = path.join(root, `reports/mutation/${name}.json`);
  rmSync(report, { force: true });
  const stryker = path.join(root, "node_modules/@stryker-mutator/core/bin/stryker.js");
  spawnSync(process.execPath, [stryker, "run", ...flags], {
    cwd: path.join(root, "packages", name),
    stdio: ["ignore", 2, 2],
    env: { ...process.env, MUTATION_TESTS: quick ? "quick" : "all" },
  });
  try {
    return scores(JSON.parse(readFileSync(report, "utf8")) as Report);
  } catch {
    return [];
  }
}

try {
  const given = readArguments(process.argv.slice(2));
  const say = (text: string): void => {
    if (!given.json) process.stdout.write(`${text}\n`);
  };
  const totals = given.names.map((name) => {
    const files = run(name, given);
    const total = sum(`packages/${name}`, files);
    say(`${[...files, total].map(line).join("\n")}\n`);
    return { ...total, files };
  });
  say(line(sum("all", totals)));
  const low = totals.filter((each) => percent(each) < least);
  for (const { name } of low) process.stderr.write(`mutation: ${name} is below ${least} %\n`);
  if (given.json) {
    const told = { ok: low.length === 0, least, packages: totals };
    process.stdout.write(`${JSON.stringify(told)}\n`);
  }
  if (low.length > 0) process.exitCode = 1;
} catch (error) {
  const [first = ""] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
  process.stderr.write(`mutation: ${first}\n`);
  process.exitCode = 1;
}
