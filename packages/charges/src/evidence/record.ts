import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { BillkitError } from "@billkit/core";
import type { Charge, ChargeBody, ChargeSource, Instants } from "@billkit/core/charges";
import type { SourceFailure } from "../charges-error.js";
import { endsSource } from "../interpret/ends-source.js";
import { messageOf } from "../message.js";
import { bodyFile, chargesFile, manifestFile } from "./folder.js";
import type { KeptBody, KeptFailure, Manifest } from "./manifest.js";
import { prepareFolder, storageError } from "./prepare-folder.js";

/** The input of a run. */
export interface RecordedRun {
  readonly sources: readonly ChargeSource[];
  /** Names of the sources' accounts, in the same order, for messages. */
  readonly accounts?: readonly string[];
  /** As `parsePeriod` returns it. */
  readonly period: Instants;
  /** Epoch milliseconds, as passed to `charges`. */
  readonly now: number;
}

/** Why rows of a run are missing: an error of a `ChargesError`, or an account that couldn't be opened. */
export interface RunFailure extends Omit<SourceFailure, "source"> {
  /** Position in `sources`. Absent if the account has no source. */
  readonly source?: number;
  /**
   * The account's name.
   * @default the one in `accounts`
   */
  readonly account?: string;
}

/** Stores the bodies that a run's rows were read from. */
export interface EvidenceRecorder {
  /**
   * The option for `charges`: a body, and its source's position in `sources`. The bill goes on if it can't
   * be written.
   */
  readonly onBody: (body: ChargeBody, source: number) => Promise<void>;
  /**
   * Writes the rows, what failed, and the manifest. Without it the folder isn't evidence. Of an error, the
   * message is stored.
   * @throws BillkitError if these, or a body, can't be written
   */
  readonly finish: (rows: Iterable<Charge>, failures?: readonly RunFailure[]) => Promise<void>;
}

/**
 * Stores the bodies of a run, without secrets, and its rows in a folder.
 *
 * @param folder - a new or empty one
 * @throws ConfigurationError if the folder isn't empty, or its name is
 * @throws BillkitError if it can't be made
 */
export async function recordEvidence(folder: string, run: RecordedRun): Promise<EvidenceRecorder> {
  await prepareFolder(folder);
  const bodies: KeptBody[] = [];
  const errors: BillkitError[] = [];
  const write = async (file: string, text: string): Promise<void> => {
    await writeFile(path.join(folder, file), text).catch((error: unknown) => {
      errors.push(storageError(folder, error));
    });
  };
  return {
    async onBody({ text, ...body }, source) {
      bodies.push({ ...body, source });
      await write(bodyFile(body.sha256), text);
    },
    async finish(rows, failures = []) {
      const manifest = { ...manifestOf(run), bodies, failures: failures.map(keep(run)) };
      const lines = [...rows].map((row) => `${JSON.stringify(row)}\n`);
      await write(chargesFile, lines.join(""));
      // The last one, with which the folder is evidence.
      if (errors.length === 0) await write(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
      if (errors[0] !== undefined) throw errors[0];
    },
  };
}

function manifestOf(run: RecordedRun): Omit<Manifest, "bodies"> {
  const { sources, period, now } = run;
  return {
    ...{ version: 1, period, now },
    sources: sources.map((source, at) => ({
      vendor: source.vendor,
      contract: source.contract,
      ...optionalAccount(nameOf(run, at)),
      options: "options" in source ? source.options : {},
      ...("accounts" in source && { accounts: source.accounts }),
    })),
  };
}

const keep =
  (run: RecordedRun) =>
  ({ vendor, source, account, error, call }: RunFailure): KeptFailure => ({
    vendor,
    ...optionalAccount(account ?? nameOf(run, source)),
    message: messageOf(error),
    ...(source !== undefined && { source }),
    ...(call !== undefined && { call }),
    ...(endsSource(error) && { isLast: true }),
  });

/** The account's name; without one, its position if the vendor has several sources. */
function nameOf({ sources, accounts }: RecordedRun, at = -1): string | undefined {
  const vendor = sources[at]?.vendor;
  const isShared = sources.filter((each) => each.vendor === vendor).length > 1;
  return accounts?.[at] ?? (isShared ? `source ${at + 1}` : undefined);
}

const optionalAccount = (account: string | undefined): { account?: string } =>
  account === undefined ? {} : { account };
