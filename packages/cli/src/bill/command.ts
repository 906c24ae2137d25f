import { toCsv, toParquet, totals } from "@billkit/charges";
import { usageError, type ExitCode } from "../failure.js";
import { pageWidth, write, type Io } from "../io.js";
import type { SourceOptions } from "../source-options.js";
import { Page } from "../text/page.js";
import { styleFor } from "../text/style.js";
import { openAccounts, type OpenedAccounts } from "../vendors/open.js";
import { vendors } from "../vendors/registry.js";
import { settingOf } from "../vendors/select.js";
import { parseColumns, type GroupColumn } from "./columns.js";
import { failureExitCode } from "./exit-code.js";
import { failureLine, fetchBill, type FetchedBill } from "./fetch.js";
import type { Format } from "./formats.js";
import { groupTotals } from "./group.js";
import { checkOutput, writeOutput } from "./output.js";
import { periodBefore, readPeriod, type BillPeriod } from "./period.js";
import { printDetails, printGroups } from "./print-details.js";
import { printSummary } from "./print-summary.js";
import { summarizeBill } from "./summary.js";

export interface BillOptions extends SourceOptions {
  readonly by?: string;
  readonly format: Format;
  readonly output?: string;
  readonly evidence?: string;
}

/** What a format is made from. */
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
  if (columns.length > 0 && options.format !== "table" && options.format !== "json") {
    throw usageError(
      `--by can't be combined with --format ${options.format}, whose columns are fixed; use table or json.`,
    );
  }
  if (options.format === "parquet" && options.output === undefined && io.stdout.isTTY) {
    throw usageError("--format parquet is binary; pass --output FILE or use a pipe.");
  }
  await checkOutput(options.output);
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
  const before =
    options.format === "table"
      ? await fetchBill(accounts, periodBefore(period), { io, logger })
      : undefined;
  const document = { period, source, bill: fetched, ...(before && { before }), columns };
  const { failure } = styleFor(io.stderr, io.env);
  for (const error of fetched.errors) io.stderr.write(`${failure(failureLine(error))}\n`);
  const rendered = await render(options, io, document);
  if (options.output === undefined) await write(io.stdout, rendered.data);
  else await writeOutput(options.output, rendered.data);
  if (source === "sandbox") io.stderr.write(sandboxNote());
  return failureExitCode(fetched, accounts.length);
}

interface Rendered {
  readonly data: string | Uint8Array;
}

async function render(options: BillOptions, io: Io, document: BillDocument): Promise<Rendered> {
  switch (options.format) {
    case "table":
      return { data: tableText(io, document, options.output !== undefined) };
    case "json":
      return { data: `${JSON.stringify(jsonDocument(document), null, 2)}\n` };
    case "csv":
      return { data: toCsv(document.bill.charges) };
    case "parquet":
      return { data: await toParquet(document.bill.charges) };
  }
}

function tableText(io: Io, document: BillDocument, isFile: boolean): string {
  const { bill, before, columns, period, source } = document;
  const summary = summarizeBill(bill, before);
  const { errors } = bill;
  const page = new Page(styleFor(isFile ? {} : io.stdout, io.env), pageWidth(io.stdout));
  printSummary(page, { period, summary, errors, source });
  if (columns.length > 0) {
    printGroups(page, columns, groupTotals(summary.entering, columns, { errors }));
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
