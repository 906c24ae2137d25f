import { Command, Option } from "commander";
import manifest from "../package.json" with { type: "json" };
import type { BillOptions } from "./bill/command.js";
import type { CollectCommandOptions } from "./collect/command.js";
import type { BudgetOptions } from "./commands/budget.js";
import type { DoctorOptions } from "./commands/doctor.js";
import type { ExplainOptions } from "./commands/evidence.js";
import type { SandboxCommandOptions } from "./commands/sandbox.js";
import type { ReportOptions } from "./report/command.js";
import type { Io } from "./io.js";
import { formats } from "./bill/formats.js";
import { pageWidth } from "./io.js";

type SetExitCode = (code: number) => void;

/**
 * Defines the commands. Each loads its code when it runs, so that `--help` stays fast.
 *
 * @param setExitCode - receives a command's exit code
 */
export function createProgram(io: Io, setExitCode: SetExitCode): Command {
  const program = new Command("billkit")
    .description("Your vendors' bills: exact amounts, each traceable to the vendor's response.")
    .version(manifest.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, output) => {
        output(text.replace(/^error: /, "billkit: ").replace(/\n\(/, " ("));
      },
      getOutHelpWidth: () => pageWidth(io.stdout),
      getErrHelpWidth: () => pageWidth(io.stderr),
    })
    .showHelpAfterError(false)
    .addHelpText("after", examples);
  addBill(program, io, setExitCode);
  addReport(program, io, setExitCode);
  addBudget(program, io, setExitCode);
  addEvidence(program, io, setExitCode);
  addCollect(program, io, setExitCode);
  addDoctor(program, io, setExitCode);
  addSandbox(program, io, setExitCode);
  return program;
}

const examples = `
Examples:
  billkit bill --sandbox              try it without an account
  billkit bill                        last month, all vendors with credentials
  billkit bill --period 2026-06 --format csv --output june.csv
  billkit report --output june.html   one page to look at or print
  billkit budget --limit 500USD       exit code 5 if exceeded, for cron and CI

Exit codes: 0 ok, 1 failed, 2 wrong usage, 3 partial, 4 credentials,
            5 over the limit`;

function sourceOptions(command: Command): Command {
  return command
    .option("--period <period>", "2026-06, or 2026-06-01..2026-06-30 (default: last month, UTC)")
    .option("--vendor <name...>", "only these vendors, e.g. deepgram,openai", addNames)
    .option("--sandbox", "use made-up data from a sandbox in this process")
    .option("--config <file>", "accounts (default: ~/.config/billkit/config.yaml)")
    .option("--verbose", "log each request to standard error, without secrets");
}

/** Collects `--vendor a b`, `--vendor a,b` and `--vendor a --vendor b`. */
const addNames = (text: string, names: readonly string[] = []): readonly string[] => [
  ...names,
  ...text.split(",").map((name) => name.trim()),
];

function addBill(program: Command, io: Io, setExitCode: SetExitCode): void {
  sourceOptions(program.command("bill"))
    .description("Print, or write to a file, what a period costs.")
    .option("--by <columns>", "group by columns, e.g. account,service,tag:team")
    .addOption(new Option("--format <format>", "output format").choices(formats).default("table"))
    .option("--output <file>", "write to a file instead of standard output")
    .option("--evidence <dir>", "store the vendors' responses, for verify and explain")
    .addOption(
      new Option("--focus-version <version>", "version of FOCUS")
        .choices(["1.2", "1.4"])
        .default("1.2"),
    )
    .action(async (options: BillOptions) => {
      const { bill } = await import("./bill/command.js");
      setExitCode(await bill(options, io));
    });
}

function addReport(program: Command, io: Io, setExitCode: SetExitCode): void {
  sourceOptions(program.command("report"))
    .description("Write one HTML page with charts and tables.")
    .requiredOption("--output <file>", "the file to write")
    .addHelpText("after", "\nExample:\n  billkit report --period 2026-06 --output june.html")
    .action(async (options: ReportOptions) => {
      const { report } = await import("./report/command.js");
      setExitCode(await report(options, io));
    });
}

function addBudget(program: Command, io: Io, setExitCode: SetExitCode): void {
  sourceOptions(program.command("budget"))
    .description("Compare a period's total with a limit; exit code 5 if it is exceeded.")
    .requiredOption("--limit <amount>", "amount with its currency, e.g. 500USD")
    .addHelpText("after", "\nExample:\n  billkit budget --limit 500USD --vendor deepgram")
    .action(async (options: BudgetOptions) => {
      const { budget } = await import("./commands/budget.js");
      setExitCode(await budget(options, io));
    });
}

function addEvidence(program: Command, io: Io, setExitCode: SetExitCode): void {
  sourceOptions(program.command("explain"))
    .description("Show where a figure comes from: request, position in the response, formula.")
    .usage("[options] <id>")
    // Optional, because commander counts an id after `--vendor deepgram` as another vendor.
    .argument("[id]", "a row's id, from --format json or csv")
    .option("--evidence <dir>", "use what bill --evidence stored, instead of reading again")
    .action(async (id: string | undefined, options: ExplainOptions) => {
      const { explainRow } = await import("./commands/evidence.js");
      setExitCode(await explainRow(id, options, io));
    });
  program
    .command("verify")
    .description(
      "Recompute offline the rows that bill --evidence stored, and name any that differ.",
    )
    .argument("<dir>", "the folder")
    .action(async (folder: string) => {
      const { verifyFolder } = await import("./commands/evidence.js");
      setExitCode(await verifyFolder(folder, io));
    });
}

function addCollect(program: Command, io: Io, setExitCode: SetExitCode): void {
  program
    .command("collect")
    .description("Collect the accounts of a file into a store: a directory, or PostgreSQL.")
    .requiredOption("--accounts <file>", "the accounts and where their credentials come from")
    .option("--store <address>", "a directory or postgres://…; with a password, set BILLKIT_STORE")
    .option("--period <period>", "months, e.g. 2026-06 (default: last month, UTC)")
    .option("--lookback <days>", "the months of the last N days, which can still change")
    .option("--concurrency <number>", "a vendor's accounts to collect concurrently", "8")
    .addOption(
      new Option("--format <format>", "singer writes changed rows as Singer messages")
        .choices(["text", "singer"])
        .default("text"),
    )
    .option("--verbose", "log each request to standard error, without secrets")
    .addHelpText(
      "after",
      "\nExample:\n  billkit collect --accounts accounts.yaml --store ./charges --lookback 35",
    )
    .action(async (options: CollectCommandOptions) => {
      const { collectAccounts } = await import("./collect/command.js");
      setExitCode(await collectAccounts(options, io));
    });
}

function addDoctor(program: Command, io: Io, setExitCode: SetExitCode): void {
  sourceOptions(program.command("doctor"))
    .description("Check that each vendor has a credential that works and can read bills.")
    .option("--accounts <file>", "check the accounts of this file, some at a time")
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import("./commands/doctor.js");
      setExitCode(await doctor(options, io));
    });
}

function addSandbox(program: Command, io: Io, setExitCode: SetExitCode): void {
  program
    .command("sandbox")
    .description(
      "Serve all vendors on this machine with made-up data, and print the variables to set.",
    )
    .option("--port <number>", "port of the first vendor; each further one takes the next", "0")
    .option("--date <day>", "start the sandbox's time on this day, UTC (default: now)")
    .action(async (options: SandboxCommandOptions) => {
      const { sandbox } = await import("./commands/sandbox.js");
      setExitCode(await sandbox(options, io));
    });
}
