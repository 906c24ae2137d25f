/**
 * `npm run audit [-- --all] [-- --json]`: what is known against the packages that users get, from any
 * severity on; with `--all` also against what this repository works with, from high on. Exit 1 if there
 * is something, or if the registry does not say.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { messageOf } from "../common/user-error.js";
import { audit, type Answer } from "./advisories.js";
import { lockedFolders } from "./lock-files.js";

const root = path.resolve(import.meta.dirname, "../..");

interface Row {
  readonly what: string;
  readonly answer: Answer;
}

try {
  const { all = false, json = false } = parseArgs({
    options: { all: { type: "boolean" }, json: { type: "boolean" } },
  }).values;
  const rows: Row[] = [
    {
      what: "what users install",
      answer: await audit(root, { production: true, least: "info" }),
    },
  ];
  if (all)
    for (const folder of lockedFolders(root)) {
      const answer = await audit(path.join(root, folder), { production: false, least: "high" });
      rows.push({ what: `what ${path.join(folder, "package-lock.json")} installs`, answer });
    }
  const ok = rows.every(({ answer }) => answer.told && answer.advisories.length === 0);
  if (json) process.stdout.write(`${JSON.stringify({ ok, rows })}\n`);
  else rows.forEach(say);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  process.stderr.write(`audit: ${messageOf(error)}\n`);
  process.exitCode = 1;
}

function say({ what, answer }: Row): void {
  if (!answer.told) {
    process.stdout.write(`${what}: not known: the registry did not say: ${answer.reason}\n`);
    return;
  }
  const count = answer.advisories.length;
  process.stdout.write(`${what}: ${count === 0 ? "nothing is known" : `${count} to look at`}\n`);
  for (const { name, severity, range, titles } of answer.advisories)
    process.stdout.write(`  ${severity}: ${name} ${range}: ${titles.join("; ")}\n`);
}
