import { addCommand } from "./add/command.js";
import { releasedCommand } from "./changeset/command.js";
import { check } from "./contract/check.js";
import { type Command, parseArguments, type Setting } from "./commands.js";
import { diffCommand } from "./diff/command.js";
import { driftCommand } from "./drift/command.js";
import { printable, UserError } from "../common/user-error.js";
import { sync } from "./sync.js";

const COMMANDS: Readonly<Record<string, Command>> = {
  sync: {
    help: `  sync [vendor…]   from published description to extract, contract, provenance and changeset
    --from FILE|URL  read this instead of where the vendor publishes; may be repeated
    --out DIR        write there instead of specs/`,
    options: { from: { type: "string", multiple: true }, out: { type: "string" } },
    async run(given, setting) {
      const vendors = given.positionals;
      const lines = await sync({
        ...setting,
        vendors,
        from: given.places("from"),
        out: given.folder("out"),
      });
      return { lines };
    },
  },
  diff: {
    help: `  diff OLD NEW     what a change of the contract means for users of the package
    --vendor NAME    the two are descriptions as this vendor publishes them
    --old FILE|URL --new FILE|URL
                     instead of OLD and NEW, with --vendor; each may be repeated, where a
                     vendor publishes in several files
    --json           print { level, changes } rather than text`,
    options: {
      vendor: { type: "string" },
      old: { type: "string", multiple: true },
      new: { type: "string", multiple: true },
      json: { type: "boolean" },
    },
    async run(given, setting) {
      const lines = await diffCommand({
        ...setting,
        files: given.positionals,
        vendor: given.text("vendor"),
        old: given.texts("old"),
        new: given.texts("new"),
        json: given.flag("json"),
      });
      return { lines };
    },
  },
  check: {
    help: `  check            check that extract + overlay is the contract, and lint it, offline
    --release        fail if an operation has no summary`,
    options: { release: { type: "boolean" } },
    async run(given, { root }) {
      if (given.positionals.length > 0) throw new UserError("check takes no arguments");
      return { lines: await check(root, { release: given.flag("release") }) };
    },
  },
  add: addCommand,
  drift: driftCommand,
  released: releasedCommand,
};

export interface Terminal {
  out(line: string): void;
  err(line: string): void;
}

/**
 * Runs a command.
 * @returns the exit code: the command's own, or 1 with the reasons on `terminal.err`
 */
export async function run(
  argv: readonly string[],
  terminal: Terminal,
  setting: Setting,
): Promise<number> {
  try {
    if (argv.includes("--help") || argv.includes("-h")) {
      terminal.out(help());
      return 0;
    }
    const [name, ...rest] = argv;
    const command = commandOf(name);
    const { lines, exitCode = 0 } = await command.run(
      parseArguments(command, rest, setting),
      setting,
    );
    for (const line of lines) terminal.out(printable(line));
    return exitCode;
  } catch (error) {
    if (error instanceof UserError) {
      for (const line of error.problems) terminal.err(line);
      return 1;
    }
    throw error;
  }
}

function help(): string {
  const commands = Object.values(COMMANDS).map((command) => command.help);
  return `Usage: npm run specs -- <command>\n\nCommands\n${commands.join("\n")}`;
}

function commandOf(name: string | undefined): Command {
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command) return command;
  const problem =
    name === undefined || name.startsWith("-") ? "no command given" : `unknown command "${name}"`;
  throw new UserError(`${problem}; one of ${Object.keys(COMMANDS).join(", ")} (see --help)`);
}
