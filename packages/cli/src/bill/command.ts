import {
  isTotalled,
  rowsToCsv,
  rowsToParquet,
  toCsv,
  toFocus,
  toParquet,
  totals,
  type Charge,
  type Column,
  type FocusVersion,
} from "@billkit/charges";
import { CommandError, exitCodes, usageError, type ExitCode } from "../failure.js";
import { pageWidth, write, type Io } from "../io.js";
import type { SourceOptions } from "../source-options.js";
import { count } from "../text/count.js";
import { Page } from "../text/page.js";
import { styleFor } from "../text/style.js";
import { openAccounts, type OpenedAccounts } from "../vendors/open.js";
import { titleOf, vendors } from "../vendors/registry.js";
import { settingOf } from "../vendors/select.js";
import { parseColumns, type GroupColumn } from "./columns.js";
import { checkEvidence } from "./evidence.js";
import { failureExitCode } from "./exit-code.js";
import { writeFailures } from "./failures.js";
import { fetchBefore, fetchBill, type FetchedBill } from "./fetch.js";
import type { Format } from "./formats.js";
import { groupFileColumns } from "./group-columns.js";
import { groupTotals, type Group } from "./group.js";
import { checkOutput, writeOutput } from "./output.js";
import { periodBefore, readPeriod, type BillPeriod } from "./period.js";
import { printDetails, printGroups } from "./print-details.js";
import { printPurchases, printSummary } from "./print-summary.js";
import { writeSidecar } from "./sidecar.js";
import { summarizeBill } from "./summary.js";

export interface BillOptions extends SourceOptions {
  readonly by?: string;
  readonly format: Format;
  readonly output?: string;
  readonly evidence?: string;
  readonly focusVersion: FocusVersion;
}

/** The input of a format. */
export interface BillDocument {
  readonly period: BillPeriod;
  readonly source: OpenedAccounts["source"];
  readonly bill: FetchedBill;
  /** Read for the table only. */
  readonly before?: FetchedBill;
  readonly columns: readonly GroupColumn[];
}

/** `billkit bill`. */
export async function bill(options: BillOptions, io: Io): Promise<ExitCode> {
  const period = readPeriod(options.period, io.now());
  const columns = options.by === undefined ? [] : parseColumns(options.by);
  if (columns.length > 0 && options.format === "focus") {
    throw usageError(
      "--by can't be combined with --format focus, whose rows are single charges; use csv, parquet, json or table.",
    );
  }
  if (options.format === "parquet" && options.output === undefined && io.stdout.isTTY) {
    throw usageError("--format parquet is binary; pass --output FILE or use a pipe.");
  }
  await checkOutput(options.output);
  await checkEvidence(options.evidence);
  const opened = await openAccounts(options, io);
  try {
    return await writeBill(options, io, opened, period, columns);
  } finally {
    await opened.close();
  }
}

async function writeBill(
  options: BillOptions,
  io: Io,
  { accounts, source, logger }: OpenedAccounts,
  period: BillPeriod,
  columns: readonly GroupColumn[],
): Promise<ExitCode> {
  const { evidence } = options;
  const fetched = await fetchBill(accounts, period, { io, logger, evidence });
  const isCompared = options.format === "table";
  const before = isCompared
    ? await fetchBefore(accounts, period, fetched, { io, logger })
    : undefined;
  const document = { period, source, bill: fetched, ...(before && { before }), columns };
  writeFailures(io, fetched.errors, {
    ...{ period: periodBefore(period), failures: before?.errors ?? [] },
  });
  const rendered = await render(options, io, document);
  if (options.output === undefined) await write(io.stdout, rendered.data);
  else await writeOutput(options.output, rendered.data);
  for (const note of rendered.notes ?? []) io.stderr.write(`billkit: ${note}\n`);
  await writeSidecar(options.output, rendered.sidecar, io);
  if (source === "sandbox") io.stderr.write(sandboxNote());
  const { evidenceError } = fetched;
  if (evidenceError !== undefined)
    throw new CommandError(`--evidence ${evidenceError.message}`, exitCodes.failed, {
      cause: evidenceError,
    });
  const exitCode = failureExitCode(fetched, accounts.length);
  return exitCode === exitCodes.ok && rendered.sidecar !== undefined ? exitCodes.partial : exitCode;
}

interface Rendered {
  readonly data: string | Uint8Array;
  /** Charges that the format can't express, with reasons. */
  readonly sidecar?: string;
  /** For standard error. */
  readonly notes?: readonly string[];
}

async function render(options: BillOptions, io: Io, document: BillDocument): Promise<Rendered> {
  const { charges } = document.bill;
  const isGrouped = document.columns.length > 0;
  switch (options.format) {
    case "table":
      return { data: tableText(io, document, options.output !== undefined) };
    case "json":
      return { data: `${JSON.stringify(jsonDocument(document), null, 2)}\n` };
    case "csv":
      return { data: isGrouped ? rowsToCsv(...groupRows(document)) : toCsv(charges) };
    case "focus":
      return focusFile(options, document.bill);
    case "parquet":
      return {
        data: await (isGrouped ? rowsToParquet(...groupRows(document)) : toParquet(charges)),
      };
  }
}

/** The groups, and the columns of their file. */
function groupRows({ bill, columns }: BillDocument): [Group[], Column<Group>[]] {
  const { errors, charges } = bill;
  const entering = charges.filter(isTotalled(charges));
  return [groupTotals(entering, columns, { errors }), groupFileColumns(columns)];
}

function focusFile({ focusVersion: version }: BillOptions, bill: FetchedBill): Rendered {
  const settlement = (charge: Charge) => bill.accountOf(charge)?.settlement;
  const { csv, rejected, sidecar, unknownSettlement } = toFocus(bill.charges, {
    ...{ version, settlement, providerName: titleOf },
  });
  const unknown = unknownSettlement.length;
  const notes = [
    ...(rejected.length > 0 ? [`FOCUS can't express ${count(rejected.length, "row")}.`] : []),
    ...(unknown > 0
      ? [
          `${count(unknown, "account")} ${unknown === 1 ? "is" : "are"} assumed to pay in arrears; set settlement in the configuration.`,
        ]
      : []),
  ];
  return { data: csv, notes, ...(sidecar === "" ? {} : { sidecar }) };
}

function tableText(io: Io, document: BillDocument, isFile: boolean): string {
  const { bill, before, columns, period, source } = document;
  const summary = summarizeBill(bill, before);
  const { errors } = bill;
  const style = isFile ? styleFor({}, {}) : styleFor(io.stdout, io.env);
  const page = new Page(style, pageWidth(io.stdout));
  printSummary(page, { period, summary, errors, source });
  if (columns.length > 0) {
    printGroups(page, columns, groupTotals(summary.entering, columns, { errors }));
    printPurchases(page, summary);
  } else {
    const purchases = bill.charges.filter(({ category }) => category === "purchase");
    printDetails(page, period, summary.entering, purchases);
  }
  return page.lines.map((line) => `${line}\n`).join("");
}

function jsonDocument({ bill, columns, period, source }: BillDocument): object {
  const { charges, errors } = bill;
  const { entering, purchases, drawn } = summarizeBill(bill);
  return {
    period: { start: period.start, end: period.end },
    source,
    totals: totals(charges, { errors }),
    purchases,
    drawn,
    ...(columns.length === 0 ? {} : { groups: groupTotals(entering, columns, { errors }) }),
    charges,
    errors,
  };
}

function sandboxNote(): string {
  const settings = [...vendors.values()].map((entry) => `  ${entry.title}: ${settingOf(entry)}\n`);
  return `These are a sandbox's figures. For your own, set one vendor's variables and run
billkit bill (billkit doctor checks them):
${settings.join("")}`;
}
