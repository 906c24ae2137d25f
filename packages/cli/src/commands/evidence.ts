import type { ChargesDefinition } from "@billkit/charges";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { explain, verify, type Explanation, type MissingRows } from "@billkit/charges/evidence";
import { writeFailures } from "../bill/failures.js";
import { fetchBill } from "../bill/fetch.js";
import { readPeriod } from "../bill/period.js";
import { CommandError, exitCodes, usageError, type ExitCode } from "../failure.js";
import { write, type Io } from "../io.js";
import type { SourceOptions } from "../source-options.js";
import { count } from "../text/count.js";
import { sanitize } from "../text/text.js";
import { openAccounts } from "../vendors/open.js";
import { vendors } from "../vendors/registry.js";

export interface ExplainOptions extends SourceOptions {
  readonly evidence?: string;
}

/** `billkit explain`: from stored evidence, or otherwise from the vendors' current responses. */
export async function explainRow(
  givenId: string | undefined,
  given: ExplainOptions,
  io: Io,
): Promise<ExitCode> {
  const { id, ...options } = withId(givenId, given);
  if (options.evidence !== undefined) return printExplanation(id, named(options.evidence), io);
  const period = readPeriod(options.period, io.now());
  const opened = await openAccounts(options, io);
  const folder = await mkdtemp(path.join(os.tmpdir(), "billkit-"));
  try {
    const { accounts, logger } = opened;
    const bill = await fetchBill(accounts, period, { io, logger, evidence: folder });
    writeFailures(io, bill.errors);
    if (bill.evidenceError !== undefined) throw bill.evidenceError;
    if (!bill.charges.some((charge) => charge.id === id))
      throw new CommandError(
        `The bill of ${period.text} has no charge ${id}. billkit bill --format json lists the ids.`,
      );
    const code = await printExplanation(id, folder, io);
    io.stderr.write(
      "billkit: the body isn't stored; billkit bill --evidence DIR stores what a bill was read from.\n",
    );
    return code;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await opened.close();
  }
}

/** Takes the id from the end of `--vendor deepgram ID`, where no vendor has its name. */
function withId(id: string | undefined, options: ExplainOptions): ExplainOptions & { id: string } {
  if (id !== undefined) return { ...options, id };
  const { vendor: names = [] } = options;
  const last = names.at(-1);
  if (last === undefined || names.length < 2 || vendors.has(last))
    throw usageError("missing required argument 'id'");
  return { ...options, vendor: names.slice(0, -1), id: last };
}

async function printExplanation(id: string, folder: string, io: Io): Promise<ExitCode> {
  const { lines, state } = await explain(id, folder, await loadDefinitions());
  await write(io.stdout, lines.map((line) => `${sanitize(line)}\n`).join(""));
  return codeOf[state];
}

const codeOf: Readonly<Record<Explanation["state"], ExitCode>> = {
  verified: exitCodes.ok,
  different: exitCodes.failed,
  unknown: exitCodes.partial,
};

/** `billkit verify`: a line per difference and per failure of the bill, then the counts. */
export async function verifyFolder(folder: string, io: Io): Promise<ExitCode> {
  const found = await verify(named(folder), await loadDefinitions());
  const { verified, differences, failures, unverified } = found;
  const lines = [
    ...differences.map(({ id, problem }) => `${id}: ${problem}`),
    ...failures.map((each) => `incomplete: ${nameOf(each)}: ${each.message}`),
  ];
  const incomplete = new Set(failures.map(nameOf)).size;
  const counts = [
    `${count(verified, "row")} verified`,
    count(differences.length, "difference"),
    ...(incomplete > 0 ? [`${count(incomplete, "account")} incomplete`] : []),
  ];
  for (const line of [...lines, `${counts.join(", ")}.`])
    await write(io.stdout, `${sanitize(line)}\n`);
  if (unverified.length > 0) {
    io.stderr.write(
      `billkit: can't recompute ${sanitize(unverified.join(", "))}: unknown contract.\n`,
    );
  }
  if (differences.length > 0) return exitCodes.failed;
  return unverified.length + incomplete > 0 ? exitCodes.partial : exitCodes.ok;
}

async function loadDefinitions(): Promise<ChargesDefinition[]> {
  const modules = await Promise.all([...vendors.values()].map(({ load }) => load()));
  return modules.map(({ definition }) => definition);
}

/** A path of "" would mean the current folder. */
function named(folder: string): string {
  if (folder === "") throw usageError("the evidence folder's name is empty; pass a folder.");
  return folder;
}

const nameOf = ({ vendor, account = vendor }: MissingRows): string =>
  account === vendor ? vendor : `${vendor} (${account})`;
