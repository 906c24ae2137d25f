import { openStore, StoreError, wholeMonths } from "@billkit/charges/collect";
import { readConfig } from "../config/file.js";
import { CommandError, exitCodes, oneLine, usageError, type ExitCode } from "../failure.js";
import { write, type Io } from "../io.js";
import { readPeriod } from "../bill/period.js";
import { requestLogger } from "../vendors/request-logger.js";
import { Connections } from "./connections.js";
import { runPass } from "./run-units.js";
import { SingerWriter } from "./singer.js";
import { sleepOf } from "./sleep.js";
import { storeAddress } from "./store-address.js";
import { Tally } from "./tally.js";

export interface CollectCommandOptions {
  readonly accounts: string;
  readonly store?: string;
  readonly period?: string;
  readonly lookback?: string;
  readonly concurrency: string;
  readonly format: "text" | "singer";
  readonly verbose?: true;
}

const maxConcurrency = 1000;

/** `billkit collect`: collects the accounts of a file into a store. */
export async function collectAccounts(options: CollectCommandOptions, io: Io): Promise<ExitCode> {
  const address = storeAddress(options.store, io.env);
  const concurrency = wholeNumber("--concurrency", options.concurrency, 1, maxConcurrency);
  const period = readSpan(options, io.now());
  const accounts = await readConfig(options.accounts, io.env);
  if (accounts.length === 0) throw usageError(`${options.accounts}: has no accounts.`);
  const store = await openStore(address).catch((error: unknown) => {
    throw storeFailure(error);
  });
  try {
    const round = await store.beginRound(period, io.now());
    if (round.isResumed)
      io.stderr.write(`billkit: going on with the run that began ${round.startedAt}.\n`);
    const singer = options.format === "singer" ? new SingerWriter(io.stdout) : undefined;
    await singer?.schema();
    const tally = new Tally(io);
    await runPass({
      ...{ accounts, store, round, period, concurrency, io, singer },
      connections: new Connections(io, options.verbose ? requestLogger(io.stderr) : undefined),
      sleep: sleepOf(io.signal),
      on: tally,
    });
    io.signal.throwIfAborted();
    await store.endRound(round.id);
    tally.end();
    await write(singer ? io.stderr : io.stdout, tally.summary(period));
    return tally.exitCode();
  } catch (error) {
    throw storeFailure(error);
  } finally {
    await store.close();
  }
}

function readSpan({ period, lookback }: CollectCommandOptions, now: number) {
  if (period !== undefined && lookback !== undefined)
    throw usageError("pass either --period or --lookback, not both.");
  if (lookback !== undefined)
    return wholeMonths({ lookback: wholeNumber("--lookback", lookback, 0, 3660) }, now);
  const { start, end } = readPeriod(period, now);
  return wholeMonths({ period: { start, end } }, now);
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw usageError(
    `${option} ${JSON.stringify(text)} isn't a whole number from ${least} to ${most}.`,
  );
}

function storeFailure(error: unknown): unknown {
  if (!(error instanceof StoreError)) return error;
  return new CommandError(`the store: ${oneLine(error)}`, exitCodes.failed, { cause: error });
}
