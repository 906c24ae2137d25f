/**
 * `npm run check [-- --from STEP] [--only STEP]… [--list] [--json]`: what CI runs, in order, with times.
 * With `--json` one document on stdout, and what the steps say on stderr. Exit 1 if a step failed.
 */
import { parseArgs } from "node:util";
import { messageOf } from "../common/user-error.js";
import { chooseSteps, runSteps, summarize } from "./run.js";
import { steps } from "./steps.js";

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`check: ${messageOf(error)}\n`);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const { from, only, list, json } = parseArgs({
    options: {
      from: { type: "string" },
      only: { type: "string", multiple: true },
      list: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  }).values;
  const chosen = chooseSteps(steps, { from, only });
  if (list) {
    const listed = chosen.map(({ id, title }) => ({ id, title }));
    if (json) process.stdout.write(`${JSON.stringify(listed)}\n`);
    else for (const { id, title } of listed) process.stdout.write(`${id.padEnd(12)}${title}\n`);
    return 0;
  }
  const stream = json ? process.stderr : process.stdout;
  const outcome = await runSteps(chosen, {
    root: process.cwd(),
    write: (text) => {
      stream.write(text);
    },
  });
  process.stdout.write(json ? `${JSON.stringify(outcome)}\n` : `${summarize(outcome)}\n`);
  return outcome.ok ? 0 : 1;
}
