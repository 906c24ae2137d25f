/**
 * `npm run fuzz`: Schemathesis makes requests from the contracts, good ones and bad ones, and sends
 * them to the sandbox. Exit 0 only if no answer is a server error and none breaks its contract.
 */
import { startSandbox } from "@billkit/sandbox";
import { contractTargetsOf } from "./contract-targets.js";
import { subjectOf } from "./exclusions.js";
import { readOptions } from "./options.js";
import { installSchemathesis } from "./python.js";
import { contractOf, fuzz, type Fuzzed } from "./schemathesis.js";
import { targetsOf, type Target } from "./targets.js";

/** The same time in every run: what is in the sandbox then is as well. */
const now = Date.parse("2026-06-20T12:34:56.789Z");

function render({ vendor, seconds, operations, exclusions, failures }: Fuzzed): string {
  const lines = operations.map(({ operation, requests, answers }) => {
    const counts = Object.entries(answers).map(
      ([status, count]) => `${count} × ${status.replace("00", "xx")}`,
    );
    return `  ${operation}: ${requests} requests, ${counts.join(", ")}`;
  });
  const excluded = exclusions.map((each) => `  excluded: ${subjectOf(each)}. ${each.reason}`);
  const verdict = failures.length === 0 ? "nothing found" : `${failures.length} found`;
  return [`${vendor}: ${verdict}, ${seconds} s`, ...lines, ...excluded, ""].join("\n");
}

/** @throws Error naming a vendor that is none. */
function chosen(targets: readonly Target[], vendors: readonly string[]): readonly Target[] {
  const names = targets.map(({ vendor }) => vendor);
  const unknown = vendors.find((vendor) => !names.includes(vendor));
  if (unknown !== undefined) {
    throw new Error(`there is no vendor ${JSON.stringify(unknown)}; there are ${names.join(", ")}`);
  }
  return targets.filter(({ vendor }) => vendors.length === 0 || vendors.includes(vendor));
}

try {
  const options = readOptions(process.argv.slice(2));
  const command = await installSchemathesis();
  const sandbox = await startSandbox({ clock: { now: () => now }, validateResponses: true });
  const results: Fuzzed[] = [];
  try {
    const targets = [
      ...(await targetsOf(sandbox)),
      ...contractTargetsOf(sandbox.vendors, contractOf),
    ];
    for (const target of chosen(targets, options.vendors)) {
      const result = await fuzz(command, target, options);
      results.push(result);
      if (!options.json) process.stdout.write(render(result));
      if (result.output !== "") process.stderr.write(result.output);
      for (const failure of result.failures) process.stderr.write(`fuzz: ${failure}\n`);
    }
  } finally {
    await sandbox.close();
  }
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ...options, results }, null, 2)}\n`);
  }
  process.exitCode = results.every(({ failures }) => failures.length === 0) ? 0 : 1;
} catch (error) {
  process.stderr.write(`fuzz: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
