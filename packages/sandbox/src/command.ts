import { parseArgs } from "node:util";
import { messageOf } from "./engine/failure.js";
import { readOptions, type SandboxOptions } from "./options.js";
import { openSandbox } from "./sandbox.js";

const help = `Usage: billkit-sandbox [--port N] [--host H] [--seed N] [--json]

Serves the vendors' billing APIs on this machine, with made-up data, until it is
stopped.

  --port N   port of the first vendor, each further one takes the next;
             0, the default, takes free ones
  --host H   loopback address to listen on; 127.0.0.1 if absent
  --seed N   whole number that the data are made from; 1 if absent
  --json     print addresses and credentials as one line of JSON
  --help     print this
`;

/** Where a command writes. */
export interface Output {
  out(text: string): void;
  error(text: string): void;
}

export type CommandResult =
  | { readonly exitCode: number }
  /** The sandbox runs until `close` is called. */
  | { readonly close: () => Promise<void> };

/** Runs `billkit-sandbox` with `args`; a mistake in them is one line on the error output. */
export async function runCommand(args: readonly string[], output: Output): Promise<CommandResult> {
  try {
    const { options, json, helpAsked } = readArguments(args);
    if (helpAsked) {
      output.out(help);
      return { exitCode: 0 };
    }
    const { handle, environment } = await openSandbox(readOptions(options));
    output.out(json ? `${JSON.stringify(handle)}\n` : describe(environment));
    return { close: () => handle.close() };
  } catch (error) {
    output.error(`billkit-sandbox: ${messageOf(error)}\n`);
    return { exitCode: 1 };
  }
}

function readArguments(args: readonly string[]) {
  const { values } = parse(args);
  const { host } = values;
  const port = wholeNumber("--port", values.port);
  const seed = wholeNumber("--seed", values.seed);
  const options: SandboxOptions = { port, host, seed };
  return { options, json: values.json ?? false, helpAsked: values.help ?? false };
}

function parse(args: readonly string[]) {
  if (args.some((arg) => arg === "--state" || arg.startsWith("--state="))) {
    throw new Error("--state is not there yet: the sandbox keeps nothing between two runs.");
  }
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        host: { type: "string" },
        seed: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    // The first sentence says what is wrong; what follows explains `--` to its author.
    const [reason = ""] = messageOf(error).split(/\. |\n/);
    throw new Error(`${reason.replace(/\.$/, "")}. Try --help.`, { cause: error });
  }
}

function wholeNumber(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^-?\d{1,15}$/.test(value)) return Number(value);
  throw new Error(`${flag} takes a whole number, not ${JSON.stringify(value)}.`);
}

function describe(environment: Readonly<Record<string, string>>): string {
  const lines = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return [
    "A sandbox of the vendors' billing APIs: made-up data, on this machine only.",
    "Clients find it with these in their environment:",
    "",
    ...lines,
    "",
    "Ready. Ctrl+C ends it.",
    "",
  ].join("\n");
}
