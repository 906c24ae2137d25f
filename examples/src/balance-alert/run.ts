import { connectDeepgram } from "billkit";
import type { Command } from "../common/command.js";
import { oneLine, plainText, wrongUsage } from "../common/failure.js";
import { readable } from "../common/money.js";
import { parseArgs } from "node:util";
import { remaining, type Remaining } from "./balances.js";
import { readSettings, type Settings } from "./settings.js";
import { tellWebhook } from "./webhook.js";

export const help = `Usage: balance-alert

Prints what each Deepgram project has left, and which ones are low.

Environment
  DEEPGRAM_API_KEY         key of an owner or admin
  BALANCE_ALERT_BELOW      an amount, such as 100.50
  BALANCE_ALERT_UNITS      usd (default) or hour
  BALANCE_ALERT_PROJECTS   ids separated by commas; default: all projects
  BALANCE_ALERT_WEBHOOK    https address to post an alert to

Exit code: 0 enough everywhere, 1 a balance couldn't be read, 2 wrong usage,
3 low somewhere, whether or not the webhook could be reached.
`;

const exitCode = { enough: 0, unknown: 1, wrongUsage: 2, low: 3 } as const;

export async function run({ argv, env, stdout, stderr, signal }: Command): Promise<number> {
  let settings: Settings;
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { help: { type: "boolean", short: "h" } },
    });
    if (values.help) {
      stdout.write(help);
      return 0;
    }
    settings = readSettings(env);
  } catch (error) {
    stderr.write(`${wrongUsage(error)}\n`);
    return exitCode.wrongUsage;
  }
  const failures: string[] = [];
  const low: Remaining[] = [];
  try {
    const onFailure = (error: unknown, project: string): void => {
      failures.push(`${plainText(project)}: ${oneLine(error)}`);
    };
    const deepgram = connectDeepgram();
    for await (const each of remaining(deepgram, { ...settings, signal, onFailure })) {
      stdout.write(`${lineOf(each, settings)}\n`);
      if (each.left.lt(settings.below)) low.push(each);
    }
    if (low.length > 0 && settings.webhook) {
      const text = low.map((each) => lineOf(each, settings)).join("\n");
      await tellWebhook(settings.webhook, text, low, settings);
    }
  } catch (error) {
    signal.throwIfAborted();
    failures.push(oneLine(error));
  }
  for (const failure of failures) stderr.write(`${failure}\n`);
  if (low.length > 0) return exitCode.low;
  return failures.length > 0 ? exitCode.unknown : exitCode.enough;
}

/** `LOW Aurora Contact Center: 9.50 usd left, below 100.00 usd` */
function lineOf({ name, left }: Remaining, { below, units }: Settings): string {
  const [state, than] = left.lt(below) ? ["LOW", "below"] : ["ok", "not below"];
  const amounts = `${readable(left, 2)} ${units} left, ${than} ${readable(below, 2)} ${units}`;
  return `${state} ${plainText(name)}: ${amounts}`;
}
