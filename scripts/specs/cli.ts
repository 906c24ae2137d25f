import { resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { printable, UserError } from "../common/user-error.js";
import { add } from "./add/add.js";
import type { AddFlags } from "./add/vendor-file.js";
import { markReleased } from "./changeset/released.js";
import type { Outcome, Setting } from "./commands.js";
import { check } from "./contract/check.js";
import { diffCommand, type DiffOptions } from "./diff/command.js";
import { drift } from "./drift/drift.js";
import { isAddress } from "./read/source.js";
import { sync } from "./sync.js";

export type Terminal = Pick<Console, "log" | "error">;

/**
 * Runs a command.
 * @returns the exit code: the command's own, or 1 with the reasons on `terminal.error`
 */
export async function run(
  argv: readonly string[],
  terminal: Terminal,
  setting: Setting,
): Promise<number> {
  let outcome: Outcome = { lines: [] };
  try {
    const program = programOf(terminal, setting, (result) => (outcome = result));
    await program.parseAsync(argv, { from: "user" });
    for (const line of outcome.lines) terminal.log(printable(line));
    return outcome.exitCode ?? 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (!(error instanceof UserError)) throw error;
    for (const line of error.problems) terminal.error(line);
    return 1;
  }
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];
const repeated = (flags: string, text: string, parse = collect): Option =>
  new Option(flags, `${text}; may be repeated`).argParser(parse).default([]);

function programOf(terminal: Terminal, setting: Setting, end: (outcome: Outcome) => void): Command {
  const { root, here } = setting;
  const path = (given: string): string => {
    if (given === "") throw new InvalidArgumentError("It is empty.");
    return here === undefined ? given : resolve(here, given);
  };
  const place = (given: string): string => (isAddress(given) ? given : path(given));
  const places: typeof collect = (given, before) => collect(place(given), before);
  const program = new Command("npm run specs --").exitOverride().configureOutput({
    writeOut: (text) => {
      terminal.log(text.trimEnd());
    },
    writeErr: (text) => {
      terminal.error(text.trimEnd());
    },
    outputError: (text, write) => {
      write(
        text
          .replace(/^error: /, "")
          .trim()
          .replace(/\n/g, " "),
      );
    },
  });

  program
    .command("sync")
    .description("from published description to extract, contract, provenance and changeset")
    .argument("[vendors...]")
    .addOption(
      repeated("--from <file|url>", "read this instead of where the vendor publishes", places),
    )
    .action(async (vendors: string[], { from }: { from: string[] }) => {
      end({ lines: await sync({ ...setting, vendors, from }) });
    });

  program
    .command("diff")
    .description("what a change of the contract means for users of the package")
    .argument("[files...]", "the old and the new contract")
    .option("--vendor <name>", "the two are descriptions as this vendor publishes them")
    .addOption(repeated("--old <file|url>", "with --vendor, instead of the first"))
    .addOption(repeated("--new <file|url>", "with --vendor, instead of the second"))
    .option("--json", "print { level, changes } rather than text")
    .action(async (files: string[], options: Omit<DiffOptions, keyof Setting | "files">) => {
      end({ lines: await diffCommand({ ...setting, ...options, files }) });
    });

  program
    .command("check")
    .description("check that extract + overlay is the contract, and lint it, offline")
    .option("--release", "fail if an operation has no summary")
    .action(async (options: { release?: boolean }) => {
      end({ lines: await check(root, options) });
    });

  program
    .command("add")
    .description("add a vendor: its folder under specs/ and its package")
    .argument("<name>")
    .addOption(repeated("--from <file|url>", "the description", places))
    .option(
      "--operations <operation...>",
      'those to keep, each as "METHOD /path[=operationId][:Tag]"; the tag is Billing by default',
    )
    .option("--class <name>", "the client's class, by default the vendor's name")
    .addOption(repeated("--env <name>", "the credential's environment variable"))
    .option(
      "--server <url>",
      "where the service is, if the description doesn't name an https address",
    )
    .option("--published <url>", "where a description read from a file is published")
    .addOption(repeated("--reference <url>", "an address that a $ref leads to"))
    .addOption(repeated("--drop <in name>", 'a parameter to leave out, such as "query filter"'))
    .addOption(repeated("--fields <schema=a,b>", "the only fields to keep of a schema"))
    .action(
      async (
        name: string,
        { from, operations = [], ...flags }: AddFlags & { from: string[]; operations?: string[] },
      ) => {
        end({ lines: await add({ ...setting, name, from, operations, flags }) });
      },
    );

  program
    .command("drift")
    .description("rate what sync would change; exit 0: nothing, 3: something, 1: failed")
    .argument("[vendors...]")
    .addOption(repeated("--from <file|url>", "as for sync", places))
    .option("--page <file>", "write it there as Markdown, for a pull request", path)
    .action(async (vendors: string[], { from, page }: { from: string[]; page?: string }) => {
      end(await drift({ ...setting, vendors, from, page }));
    });

  program
    .command("released")
    .description("the contracts as they are have been released; run by release:version")
    .argument("[vendors...]")
    .action(async (vendors: string[]) => {
      end({ lines: await markReleased(root, vendors) });
    });
  return program;
}
