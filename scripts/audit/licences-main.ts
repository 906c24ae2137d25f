/**
 * `npm run licences [-- --json]`: the licence of everything that is installed with a published package.
 * Exit 1 if one does not let everybody use it.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { messageOf } from "../common/user-error.js";
import { dependenciesOf } from "./licences.js";

try {
  const { json = false } = parseArgs({ options: { json: { type: "boolean" } } }).values;
  const dependencies = dependenciesOf(path.resolve(import.meta.dirname, "../.."));
  const refused = dependencies.filter(({ isAllowed }) => !isAllowed);
  const ok = refused.length === 0;
  if (json) process.stdout.write(`${JSON.stringify({ ok, dependencies })}\n`);
  else {
    for (const { name, version, licence, isAllowed, neededBy } of dependencies)
      process.stdout.write(
        `${isAllowed ? "ok  " : "FAIL"}  ${name} ${version}: ${licence} (${neededBy.join(", ")})\n`,
      );
    const count = refused.length || "none";
    process.stdout.write(`${dependencies.length} packages, ${count} to be refused\n`);
  }
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  process.stderr.write(`licences: ${messageOf(error)}\n`);
  process.exitCode = 1;
}
