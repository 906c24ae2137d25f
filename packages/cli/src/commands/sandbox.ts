import { startSandbox } from "@billkit/sandbox";
import { exitCodes, usageError, type ExitCode } from "../failure.js";
import { write, type Io } from "../io.js";
import { vendors } from "../vendors/registry.js";
import { connectOptions } from "../vendors/sandbox.js";

export interface SandboxCommandOptions {
  readonly port: string;
  readonly date?: string;
}

/** `billkit sandbox`: serves the vendors until a signal, and prints the variables to set. */
export async function sandbox({ port, date }: SandboxCommandOptions, io: Io): Promise<ExitCode> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw usageError(`--port ${JSON.stringify(port)} is not a port; use 0 to 65535.`);
  }
  const started = await startSandbox({ port: Number(port), clock: clockFrom(date, io.now) });
  try {
    for (const [vendor, access] of Object.entries(started.vendors)) {
      const entry = vendors.get(vendor);
      for (const [option, value] of Object.entries(entry ? connectOptions(access, entry) : {})) {
        const variable = entry?.variables[option];
        if (variable !== undefined) await write(io.stdout, `${variable}=${value}\n`);
      }
    }
    io.stderr.write("Set these variables, then run billkit bill. Ctrl+C stops the sandbox.\n");
    await aborted(io.signal);
    return exitCodes.ok;
  } finally {
    await started.close();
  }
}

/** Time that starts at midnight (UTC) of a day and runs on, so that tokens and limits still expire. */
function clockFrom(date: string | undefined, now: () => number): { now: () => number } | undefined {
  if (date === undefined) return undefined;
  // Date.parse reads 31 June as 1 July.
  const start = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : NaN;
  if (Number.isNaN(start) || new Date(start).toISOString().slice(0, 10) !== date) {
    throw usageError(`--date ${JSON.stringify(date)} is not a day; use one such as 2026-07-20.`);
  }
  const ahead = start - now();
  return { now: () => now() + ahead };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        "abort",
        () => {
          resolve();
        },
        { once: true },
      );
  });
}
