import type { PollState } from "billkit";
import type { Vendor } from "./bill.js";
import { help, parseArguments, type Arguments } from "./arguments.js";
import { sandboxClients, serviceClients, type Clock } from "./clients.js";
import { collectBills } from "./collect.js";
import { Page } from "./page.js";
import { lastWholeMonth } from "../common/period.js";
import { failureLine, printBills } from "./print.js";
import { progressOn } from "./progress.js";
import { styleFor } from "./style.js";
import { harmless, wrap } from "./text.js";
import { otherVendors, vendors, vendorsWithCredentials } from "./vendors.js";

/** What is used of `process.stdout` and `process.stderr`. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface RunOptions {
  /** Arguments after the command's own name. */
  readonly argv: readonly string[];
  /** The process's environment: billkit reads credentials from it too. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly signal?: AbortSignal | undefined;
  /** For repeatable output. */
  readonly clock?: Clock | undefined;
  /** Of the sandbox's figures. */
  readonly seed?: number | undefined;
}

const widest = 80;
const narrowest = 40;

/** Prints the bills and gives the exit code: 0, 1 when something could not be had, 2 for wrong usage. */
export async function run(options: RunOptions): Promise<number> {
  let values: Arguments;
  try {
    values = parseArguments(options.argv);
  } catch (error) {
    options.stderr.write(`${(error as Error).message.split(". ")[0] ?? ""}. See --help.\n`);
    return 2;
  }
  if (values.help) {
    options.stdout.write(help);
    return 0;
  }
  return showBills(options, values);
}

async function showBills(options: RunOptions, { json }: Arguments): Promise<number> {
  const { env, stdout, stderr, clock, signal } = options;
  const wanted = vendorsWithCredentials(env);
  const notes = notesOn(wanted);
  if (json) {
    for (const line of notes.flatMap((note) => wrap(note, widthOf(stderr))))
      stderr.write(`${line}\n`);
  }
  const clients =
    wanted.length === 0
      ? await sandboxClients(options.seed ?? 1, clock)
      : serviceClients(wanted, clock);
  try {
    const now = (): number => clock?.now() ?? Date.now();
    const month = lastWholeMonth(now());
    const progress = progressOn(stderr, widthOf(stderr));
    const onProgress = (state: PollState): void => {
      progress.show(waiting(state));
    };
    const bills = await collectBills(clients, { month, now, signal, onProgress }).finally(() => {
      progress.clear();
    });
    const errors = [...bills.errors];
    if (json) stdout.write(`${JSON.stringify(bills, null, 2)}\n`);
    else {
      const page = new Page(styleFor(stdout, env), widthOf(stdout));
      errors.push(...printBills(page, { bills, month, notes, wanted }));
      stdout.write(page.lines.map((line) => `${line}\n`).join(""));
    }
    const { failure: mark } = styleFor(stderr, env);
    for (const error of errors) stderr.write(`${mark(failureLine(error))}\n`);
    return errors.length === 0 ? 0 : 1;
  } finally {
    await clients.close();
  }
}

/** Whose figures these are, and what to set for others. */
function notesOn(wanted: readonly Vendor[]): string[] {
  if (wanted.length === 0) {
    return [
      "No credentials in the environment: these are a sandbox's figures, not yours.",
      ...otherVendors(wanted).map((vendor) => howToAdd(vendor)),
    ];
  }
  return otherVendors(wanted).map((vendor) => howToAdd(vendor));
}

function howToAdd(vendor: Vendor): string {
  return `For ${vendors[vendor].title}, set ${vendors[vendor].setting}.`;
}

/** How a wait stands; the status is the service's own word. */
function waiting({ status, polls, elapsedMs }: PollState): string {
  const seconds = Math.round(elapsedMs / 1000);
  return harmless(
    `Genesys Cloud usage report: ${status}, ${polls} ${polls === 1 ? "poll" : "polls"}, ${seconds} s`,
  );
}

/** A page of 80 columns, or of the terminal's where that is narrower. */
function widthOf({ columns = widest }: Output): number {
  return Math.max(narrowest, Math.min(widest, columns));
}
