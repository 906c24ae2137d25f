import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { check } from "./check.js";
import { messageOf, SpecsError } from "./problems.js";
import { isAddress } from "./source.js";
import { sync } from "./sync.js";

const HELP = `Usage: npm run specs -- <command>

Commands
  sync [vendor…]   from published description to extract, contract and provenance
    --from FILE|URL  read this instead of where the vendor publishes; may be repeated
    --out DIR        write there instead of specs/
  check            extract + overlay gives the contract, and it lints clean; nothing is fetched
`;

export interface Terminal {
  out(line: string): void;
  err(line: string): void;
}

interface Setting {
  readonly root: string;
  /** Where the user stands, for paths given as arguments; by default the root. */
  readonly here?: string | undefined;
  readonly now: () => Date;
  readonly fetch?: typeof fetch | undefined;
}

/**
 * Runs a command.
 * @returns the exit code: 0, or 1 with the reasons on `terminal.err`
 */
export async function run(
  argv: readonly string[],
  terminal: Terminal,
  setting: Setting,
): Promise<number> {
  try {
    for (const line of await dispatch(argv, setting)) terminal.out(line);
    return 0;
  } catch (error) {
    if (error instanceof SpecsError) {
      for (const line of error.problems) terminal.err(line);
      return 1;
    }
    throw error;
  }
}

async function dispatch(argv: readonly string[], setting: Setting): Promise<string[]> {
  const { values, positionals } = parse(argv);
  const [command, ...rest] = positionals;
  if (values.help) return [HELP.trimEnd()];
  switch (command) {
    case "sync":
      return sync({ ...setting, vendors: rest, ...places(values, setting) });
    case "check":
      if (rest.length > 0 || values.from || values.out)
        throw new SpecsError("check takes no arguments");
      return check(setting.root);
    case undefined:
      throw new SpecsError("no command given; one of sync, check (--help says more)");
    default:
      throw new SpecsError(`unknown command "${command}"; one of sync, check (--help says more)`);
  }
}

function places(
  { from = [], out }: { from?: string[] | undefined; out?: string | undefined },
  { here }: Setting,
): { from: string[]; out: string | undefined } {
  if (from.includes("")) throw new SpecsError("--from needs a file or an address");
  if (out === "") throw new SpecsError("--out needs a folder");
  const seen = (path: string): string => (here === undefined ? path : resolve(here, path));
  return {
    from: from.map((place) => (isAddress(place) ? place : seen(place))),
    out: out === undefined ? undefined : seen(out),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        from: { type: "string", multiple: true },
        out: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (cause) {
    const [message = ""] = messageOf(cause).split(". ");
    throw new SpecsError(`${message} (--help says more)`, { cause });
  }
}
