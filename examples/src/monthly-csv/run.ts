import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { connectDeepgram, connectGenesysCloud } from "billkit";
import type { Command } from "../common/command.js";
import { oneLine, plainText, wrongUsage } from "../common/failure.js";
import { lastWholeMonth } from "../common/period.js";
import { deepgramRows } from "./deepgram-rows.js";
import { genesysCloudRows } from "./genesys-cloud-rows.js";
import { encodeRow, header, type Row } from "./row.js";
import { Totals } from "./totals.js";

export const help = `Usage: monthly-csv [--out FILE]

Writes the bills of the last whole month (UTC) as CSV, of each vendor whose
credentials are in the environment. With --out the file is there once all of
the bill could be had; otherwise it is left as it was.

Exit code: 0 all written, 1 something could not be had, 2 wrong usage.
`;

export interface MonthlyCsvOptions extends Command {
  /** Epoch milliseconds. @default now */
  readonly now?: number | undefined;
}

export async function run(options: MonthlyCsvOptions): Promise<number> {
  const { argv, stdout, stderr } = options;
  let out: string | undefined;
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { out: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) {
      stdout.write(help);
      return 0;
    }
    out = values.out;
    if (out !== undefined) await refuseNoFile(out);
  } catch (error) {
    stderr.write(`${wrongUsage(error)}\n`);
    return 2;
  }
  const bill = new Bill(options);
  if (!bill.isWanted) {
    stderr.write(
      "No credentials: set DEEPGRAM_API_KEY, or GENESYSCLOUD_OAUTHCLIENT_ID, GENESYSCLOUD_OAUTHCLIENT_SECRET and GENESYSCLOUD_REGION.\n",
    );
    return 2;
  }
  if (out === undefined) await pipeline(Readable.from(bill.lines()), stdout, { end: false });
  else await writeWhole(out, bill);
  for (const line of bill.totals.lines()) stderr.write(`${line}\n`);
  for (const failure of bill.failures) stderr.write(`${failure}\n`);
  if (out !== undefined && bill.failures.length > 0) stderr.write(`${out} was not written.\n`);
  return bill.failures.length === 0 ? 0 : 1;
}

/** @throws Error for the user where no file can be, before anything is asked for */
async function refuseNoFile(out: string): Promise<void> {
  const isFolder = async (name: string): Promise<boolean> =>
    (await stat(name).catch(() => undefined))?.isDirectory() ?? false;
  if (out === "" || out.endsWith(path.sep) || (await isFolder(out))) {
    throw new Error(`--out takes the name of a file, not ${JSON.stringify(out)}`);
  }
  const folder = path.dirname(out);
  if (!(await isFolder(folder))) throw new Error(`--out: no folder ${JSON.stringify(folder)}`);
}

/** Under another name until it is whole: who reads the file never meets a part of a bill. */
async function writeWhole(out: string, bill: Bill): Promise<void> {
  const part = `${out}.${process.pid}.part`;
  try {
    await pipeline(Readable.from(bill.lines()), createWriteStream(part, { flags: "wx" }));
    if (bill.failures.length === 0) await rename(part, out);
  } finally {
    await rm(part, { force: true });
  }
}

class Bill {
  readonly failures: string[] = [];
  readonly totals = new Totals();
  readonly #options: MonthlyCsvOptions;

  constructor(options: MonthlyCsvOptions) {
    this.#options = options;
  }

  get isWanted(): boolean {
    return this.#wants("DEEPGRAM_API_KEY") || this.#wantsGenesysCloud;
  }

  /** The file, a line at a time: a bill of any length takes no more memory than one answer. */
  async *lines(): AsyncGenerator<string, void, undefined> {
    yield header;
    if (this.#wants("DEEPGRAM_API_KEY")) yield* this.#encoded("Deepgram", this.#deepgram());
    if (this.#wantsGenesysCloud) yield* this.#encoded("Genesys Cloud", this.#genesysCloud());
  }

  /** What fails of one vendor loses nothing of the other. */
  async *#encoded(title: string, rows: AsyncIterable<Row>): AsyncGenerator<string> {
    try {
      for await (const row of rows) {
        const line = encodeRow(row);
        this.totals.add(row);
        yield line;
      }
    } catch (error) {
      this.#options.signal.throwIfAborted();
      this.failures.push(`${title}: ${oneLine(error)}`);
    }
  }

  async *#deepgram(): AsyncGenerator<Row> {
    yield* deepgramRows(connectDeepgram(), lastWholeMonth(this.#now), this.#options.signal);
  }

  async *#genesysCloud(): AsyncGenerator<Row> {
    const { signal } = this.#options;
    yield* genesysCloudRows(connectGenesysCloud(), {
      ...{ month: lastWholeMonth(this.#now), now: this.#now, signal },
      onFailure: (error, customer) => {
        this.failures.push(`Genesys Cloud, ${plainText(customer)}: ${oneLine(error)}`);
      },
    });
  }

  get #now(): number {
    return this.#options.now ?? Date.now();
  }

  get #wantsGenesysCloud(): boolean {
    return this.#wants("GENESYSCLOUD_OAUTHCLIENT_ID") || this.#wants("GENESYSCLOUD_ACCESS_TOKEN");
  }

  #wants(variable: string): boolean {
    return Boolean(this.#options.env[variable]);
  }
}
