import { parseArgs } from "node:util";
import { timeOf } from "./engine/calendar.js";
import { systemClock, toDate, type Clock } from "./engine/clock.js";
import { messageOf } from "./engine/failure.js";
import { isLoopback, readServerOptions, type SandboxOptions } from "./server-options.js";
import { vendorNames, type VendorName } from "./vendors/registry.js";
import { openSandbox } from "./sandbox.js";

const help = `Usage: billkit-sandbox [--port N] [--host H] [--seed FILE|N] [--date D]
                       [--state FILE] [--vendors A,B] [--fault JSON]...
                       [--limits] [--validate] [--control-token T] [--json]

Serves the vendors' billing APIs on this machine, with made-up data, until it is
stopped.

  --port N           port of the first vendor; each further one takes the next.
                     0, the default, selects free ports
  --host H           address to listen on; default 127.0.0.1. On any other than
                     a loopback address, the control API requires its token
  --seed FILE|N      JSON file with the initial state, or the whole number that
                     data is generated from; default 1
  --date D           start the sandbox's time on this day (UTC), such as
                     2026-07-20; default: now
  --state FILE       store the state in this file between runs
  --vendors A,B      serve only these vendors
  --fault JSON       add a fault from the start; can be repeated
  --limits           answer 429 over the vendors' published limits
  --validate         answer 500 instead of responses that break a contract
  --control-token T  bearer token that the control API requires
  --json             print addresses and credentials as one line of JSON
  --help             print this
`;

/** Where a command writes its output. */
export interface Output {
  out(text: string): void;
  error(text: string): void;
}

export type CommandResult =
  | { readonly exitCode: number }
  /** The sandbox runs until `close` is called, which returns the exit code. */
  | { readonly close: () => Promise<number> };

/** Runs `billkit-sandbox` with `args`; an invalid one prints one line on stderr. */
export async function runCommand(args: readonly string[], output: Output): Promise<CommandResult> {
  try {
    const { options, faults, json, wantsHelp } = readArguments(args);
    if (wantsHelp) {
      output.out(help);
      return { exitCode: 0 };
    }
    const settings = { ...readServerOptions(options), faults };
    const { handle, environment } = await openSandbox(settings);
    const { url, token } = handle.control;
    const lines = {
      ...environment,
      BILLKIT_SANDBOX_CONTROL_URL: url,
      ...(token === undefined ? {} : { BILLKIT_SANDBOX_CONTROL_TOKEN: token }),
    };
    output.out(json ? `${JSON.stringify(handle)}\n` : describe(lines, isLoopback(settings.host)));
    return { close: () => handle.close().then(() => 0, failed) };
  } catch (error) {
    return { exitCode: failed(error) };
  }

  function failed(error: unknown): number {
    output.error(`billkit-sandbox: ${messageOf(error)}\n`);
    return 1;
  }
}

function readArguments(args: readonly string[]) {
  const { values } = parse(args);
  const { host, state, json = false, help: wantsHelp = false } = values;
  const options: SandboxOptions = {
    port: wholeNumber("--port", values.port),
    host,
    seed: seedOf(values.seed),
    clock: clockFrom(values.date),
    state,
    vendors: values.vendors?.split(",").map(vendorNamed),
    enforceLimits: values.limits,
    validateResponses: values.validate,
    controlToken: values["control-token"],
  };
  return { options, faults: (values.fault ?? []).map(faultOf), json, wantsHelp };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        host: { type: "string" },
        seed: { type: "string" },
        date: { type: "string" },
        state: { type: "string" },
        vendors: { type: "string" },
        fault: { type: "string", multiple: true },
        limits: { type: "boolean" },
        validate: { type: "boolean" },
        "control-token": { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    // The first sentence is the problem; the rest explains `--` to the option's author.
    const [reason = ""] = messageOf(error).split(/\. |\n/);
    throw new Error(`${reason.replace(/\.$/, "")}. Try --help.`, { cause: error });
  }
}

function wholeNumber(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^-?\d{1,15}$/.test(value)) return Number(value);
  throw new Error(`${flag} must be a whole number, not ${JSON.stringify(value)}.`);
}

/** A number or the path of a file. */
function seedOf(value: string | undefined): number | string | undefined {
  return value !== undefined && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

/** Time that starts at midnight (UTC) of a day and runs on, so that tokens and limits still expire. */
function clockFrom(date: string | undefined): Clock | undefined {
  if (date === undefined) return undefined;
  const start = /^\d{4}-\d\d-\d\d$/.test(date) ? timeOf(date) : NaN;
  // Date.parse reads 31 June as 1 July.
  if (Number.isNaN(start) || toDate(start) !== date) {
    throw new Error(`--date must be a day such as 2026-07-20, not ${JSON.stringify(date)}.`);
  }
  const ahead = start - systemClock.now();
  return { now: () => systemClock.now() + ahead };
}

function vendorNamed(value: string): VendorName {
  const name = vendorNames.find((each) => each === value);
  if (name !== undefined) return name;
  throw new Error(
    `--vendors must be any of ${vendorNames.join(", ")}, not ${JSON.stringify(value)}.`,
  );
}

/** Its content is validated with the sandbox's other faults. */
function faultOf(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch (error) {
    throw new Error(`--fault must be JSON, not ${JSON.stringify(value)}.`, { cause: error });
  }
}

function describe(environment: Readonly<Record<string, string>>, isLocal: boolean): string {
  const lines = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return [
    "A sandbox of the vendors' billing APIs: made-up data, " +
      (isLocal ? "on this machine only." : "for anyone who can reach this machine."),
    "Set these environment variables so that clients use it:",
    "",
    ...lines,
    "",
    "Ready. Ctrl+C ends it.",
    "",
  ].join("\n");
}
