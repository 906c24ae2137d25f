import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { run } from "../generate/tools/run.js";
import { contractWith, exclusionsOf, type Exclusion } from "./exclusions.js";
import type { Target } from "./targets.js";

const folder = import.meta.dirname;
/** How often an id is one that is there; the others are made up. */
const knownShare = 0.7;

export interface Fuzzed {
  readonly vendor: string;
  readonly seconds: number;
  readonly exclusions: readonly Exclusion[];
  readonly operations: readonly {
    readonly operation: string;
    readonly requests: number;
    /** By hundred of the status. */
    readonly answers: Readonly<Record<string, number>>;
  }[];
  /** What a check has found, by operation. */
  readonly failures: readonly string[];
  /** What Schemathesis wrote, where it has found something. */
  readonly output: string;
}

/** As much of the tool's own report as is read. */
interface Report {
  readonly complete: boolean;
  readonly stop_reason: string;
  readonly failures: readonly {
    readonly code: string;
    readonly title: string;
    readonly count: number;
    readonly operations: readonly unknown[];
  }[];
  readonly errors: readonly unknown[];
}

/**
 * Lets Schemathesis try every operation of a vendor's contract, with every check that it has but those
 * that the exclusions switch off.
 * @param examples generated requests for each operation, at most
 * @throws Error in one line if it did not come to its end.
 */
export async function fuzz(
  command: string,
  target: Target,
  { examples, seed }: { examples: number; seed: number },
): Promise<Fuzzed> {
  const { vendor, baseUrl, headers } = target;
  const exclusions = exclusionsOf(target);
  const checksOff = exclusions.flatMap(({ check }) => check ?? []);
  const place = mkdtempSync(path.join(tmpdir(), "billkit-fuzz-"));
  const file = (name: string) => path.join(place, name);
  const began = performance.now();
  try {
    const contract = contractWith(contractOf(vendor), exclusions);
    writeFileSync(file("openapi.json"), JSON.stringify(contract));
    writeFileSync(file("schemathesis.toml"), settings(target));
    const args = [
      ...["--config-file", file("schemathesis.toml"), "run", file("openapi.json")],
      ...["--url", baseUrl],
      ...Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}: ${value}`]),
      ...["--checks", "all", "--continue-on-failure", "--max-examples", String(examples)],
      ...(checksOff.length > 0 ? ["--exclude-checks", checksOff.join(",")] : []),
      ...["--seed", String(seed), "--generation-database", "none", "--no-color"],
      ...["--report", "json", "--report-json-path", file("report.json")],
    ];
    const { output } = await run(command, args, {
      cwd: place,
      env: {
        ...process.env,
        PYTHONPATH: folder,
        PYTHONDONTWRITEBYTECODE: "1",
        SCHEMATHESIS_HOOKS: "hooks",
        BILLKIT_FUZZ_ORDERED: JSON.stringify(
          exclusions.flatMap(({ ordered }) => (ordered ? [ordered] : [])),
        ),
        BILLKIT_FUZZ_COUNTS: file("counts.json"),
      },
    });
    const report = readJson(file("report.json")) as Report | undefined;
    const counts = readJson(file("counts.json")) as
      Record<string, Record<string, number>> | undefined;
    if (!report?.complete || !counts) {
      throw new Error(`Schemathesis did not come to its end with ${vendor}:\n${output}`);
    }
    const failures = [
      ...report.failures.map(
        ({ code, title, count, operations }) =>
          `${code} ${title}, ${count} times: ${operations.map(nameOf).join(", ")}`,
      ),
      ...report.errors.map((error) => JSON.stringify(error)),
    ];
    return {
      vendor,
      seconds: Math.round((performance.now() - began) / 1000),
      exclusions,
      operations: Object.entries(counts).map(([operation, answers]) => ({
        operation,
        requests: Object.values(answers).reduce((sum, count) => sum + count, 0),
        answers,
      })),
      failures,
      output: failures.length > 0 ? output : "",
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The contract of a vendor, as it is committed. */
export function contractOf(vendor: string): unknown {
  const file = path.join(folder, "../../specs", vendor, "openapi.yaml");
  return parse(readFileSync(file, "utf8"));
}

/** TOML, whose strings and lists of strings are written as JSON's. */
function settings({ ids }: Target): string {
  const names = Object.keys(ids);
  return [
    "[dictionaries]",
    ...names.map((name) => `${name} = { values = ${JSON.stringify(ids[name])} }`),
    "[parameters]",
    ...names.map(
      (name) => `"path.${name}" = { dictionary = "${name}", probability = ${knownShare} }`,
    ),
    "",
  ].join("\n");
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function nameOf(operation: unknown): string {
  return typeof operation === "string" ? operation : JSON.stringify(operation);
}
