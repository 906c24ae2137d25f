/**
 * Contracts → packages. Checks the contracts first; then turbo generates each vendor whose contract,
 * templates or scripts have changed into an ignored file. The packages are written only if all succeed.
 */
import path from "node:path";
import { checkContracts, type CheckedContract } from "./check.js";
import { registryFile, registryText } from "./command-line.js";
import { compareFiles, compareVendor, writeDifferences, type Difference } from "./places.js";
import { credentialsPage, credentialsText } from "./options-table.js";
import { readArguments } from "../common/arguments.js";
import { runCommand } from "../common/command.js";
import { UserError } from "../common/user-error.js";
import { readIfThere } from "../common/write.js";
import { ensureJar } from "./tools/jar.js";
import { checkJava } from "./tools/java.js";
import { runGenerateTasks } from "./tools/turbo.js";
import { findVendors } from "./vendors.js";
import { vendorsPage, vendorsText } from "./vendor-table.js";

const usage = "usage: npm run generate [-- --check] [-- --force]";
const options = {
  check: { type: "boolean", default: false },
  force: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

const outcomes = {
  differs: "written",
  missing: "written, new",
  "no longer generated": "removed",
} as const;

/** Pages of the documentation with a table of all vendors. */
const pages = new Map([
  [vendorsPage, vendorsText],
  [credentialsPage, credentialsText],
]);

await runCommand("generate", async () => {
  const { check, force, help } = readArguments({ options }, usage).values;
  if (help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const root = path.resolve(import.meta.dirname, "../..");
  const java = checkJava(root);
  // Problems of a contract are reported before a missing Java.
  java.catch(() => undefined);
  const vendors = findVendors(root);
  const contracts = checkContracts(root, vendors);
  for (const notice of contracts.flatMap(({ notices }) => notices))
    process.stderr.write(`generate: warning: ${notice}\n`);
  await java;
  await ensureJar(root);

  const packages = contracts.map((contract) => contract.packageName);
  runGenerateTasks(root, packages, force);
  const differences = vendors.flatMap((vendor) => compareVendor(root, vendor));
  const all = [...differences, ...(await compareShared(root, contracts))];
  if (!check) await writeDifferences(root, all);
  for (const { file, kind } of all)
    process.stdout.write(`${file} ${check ? kind : outcomes[kind]}\n`);
  if (all.length === 0) process.stdout.write("every generated file is up to date\n");
  if (!check || all.length === 0) return 0;
  throw new UserError(
    `${all.length} generated ${all.length === 1 ? "file does" : "files do"} not follow from the contracts; run: npm run generate`,
  );
});

/** Compares the files of all vendors: the command line's table, and those in the documentation. */
async function compareShared(
  root: string,
  contracts: readonly CheckedContract[],
): Promise<Difference[]> {
  const present = new Map<string, string>();
  const wanted = new Map([[registryFile, await registryText(root, contracts)]]);
  for (const name of [registryFile, ...pages.keys()]) {
    const text = await readIfThere(path.join(root, name));
    if (text === undefined) continue;
    present.set(name, text);
    const fill = pages.get(name);
    if (fill) wanted.set(name, await fill(text, root, contracts));
  }
  return compareFiles("", wanted, present);
}
