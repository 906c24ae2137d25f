import { parseArgs } from "node:util";
import { systemClock, type Clock } from "@billkit/core";
import { ConfigurationError, connectGenesysCloud } from "billkit";
import { pacedLayers, type Rate } from "billkit/pacing";
import type { Command } from "../common/command.js";
import { oneLine, plainText, wrongUsage } from "../common/failure.js";
import { customerOf, type Customer } from "./customer.js";
import { pageOf } from "./page.js";

export const help = `Usage: partner-overview [--period N] [--rate RATE] [--json]

Shows the bill of each customer of a Genesys Cloud partner for a period.

  --period N   0 is the active period, whose figures can still change; 1, the
               default, the period before it; and so on
  --rate RATE  the maximum request rate; default "300 per minute"
  --json       one line of JSON per customer, as soon as it arrives

Exit code: 0 all shown, 1 some customers couldn't be read, 2 wrong usage.
`;

interface Arguments {
  readonly help: boolean;
  readonly json: boolean;
  readonly period: number;
  readonly rate: Rate;
}

export interface PartnerOverviewOptions extends Command {
  /** @default the system's */
  readonly clock?: Clock | undefined;
}

export async function run(options: PartnerOverviewOptions): Promise<number> {
  const { stdout, stderr, signal, clock = systemClock } = options;
  let args: Arguments;
  try {
    args = readArguments(options.argv);
  } catch (error) {
    stderr.write(`${wrongUsage(error)}\n`);
    return 2;
  }
  if (args.help) {
    stdout.write(help);
    return 0;
  }
  const customers: Customer[] = [];
  const failures: string[] = [];
  try {
    // At most the rate in any minute, so that no request is rejected even for thousands of
    // customers.
    const layers = pacedLayers({ rate: args.rate });
    const genesys = connectGenesysCloud({ layers, clock });
    const overviews = genesys.trusteeOverviews({
      billingPeriodIndex: args.period,
      concurrency: 8,
      signal,
    });
    for await (const each of overviews) {
      const customer = customerOf(each, clock.now());
      customers.push(customer);
      if (args.json) stdout.write(`${JSON.stringify(customer)}\n`);
      if (customer.error) failures.push(`${plainText(customer.name)}: ${customer.error}`);
    }
  } catch (error) {
    signal.throwIfAborted();
    failures.push(oneLine(error));
    if (error instanceof ConfigurationError) {
      stderr.write(`${failures.join("\n")}\n`);
      return 2;
    }
  }
  if (!args.json) stdout.write(pageOf(customers));
  for (const failure of failures) stderr.write(`${failure}\n`);
  return failures.length === 0 ? 0 : 1;
}

/** @throws Error for the user, in one line */
function readArguments(argv: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      help: { type: "boolean", short: "h", default: false },
      json: { type: "boolean", default: false },
      period: { type: "string", default: "1" },
      rate: { type: "string", default: "300 per minute" },
    },
  });
  const { help, json, period, rate } = values;
  if (!/^\d{1,4}$/.test(period)) throw wrong("period", "a whole number from 0", period);
  return { help, json, period: Number(period), rate: readRate(rate) };
}

function readRate(text: string): Rate {
  const [, requests = "", unit = ""] = /^([1-9]\d{0,5}) per (\w+)$/.exec(text) ?? [];
  const perMs = new Map([
    ["second", 1000],
    ["minute", 60_000],
    ["hour", 3_600_000],
  ]).get(unit);
  if (perMs === undefined)
    throw wrong("rate", 'a rate such as "300 per minute" (second, minute, hour)', text);
  return { requests: Number(requests), perMs };
}

function wrong(name: string, allowed: string, given: string): Error {
  return new Error(`--${name} must be ${allowed}, not ${JSON.stringify(given)}`);
}
