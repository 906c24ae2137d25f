import { startSandbox } from "@billkit/sandbox";
import { openSource, vendors, type VendorEntry } from "./registry.js";
import type { Account } from "./select.js";

/** Accounts at a sandbox in this process. */
export interface SandboxAccounts {
  readonly accounts: readonly Account[];
  close(): Promise<void>;
}

/**
 * Starts a sandbox. Its clock is fixed and its reports are complete immediately, so that the
 * same time always produces the same bill.
 *
 * @param names - limits the vendors; all if empty
 */
export async function sandboxAccounts(
  names: readonly string[],
  nowMs: number,
): Promise<SandboxAccounts> {
  const sandbox = await startSandbox({ clock: { now: () => nowMs }, reportPolls: 0 });
  const accounts: Account[] = [];
  for (const [vendor, access] of Object.entries(sandbox.vendors)) {
    const entry = vendors.get(vendor);
    if (entry === undefined || (names.length > 0 && !names.includes(vendor))) continue;
    const options = connectOptions(access, entry);
    accounts.push({
      ...{ vendor, title: entry.title, name: vendor },
      open: (logger) => openSource(entry, { ...options, logger }, {}),
    });
  }
  return { accounts, close: () => sandbox.close() };
}

/** The parts of a sandbox's access that the connect function and the source take; the rest are ids. */
export function connectOptions(access: object, entry: VendorEntry): Record<string, string> {
  const texts = Object.entries(access).filter(
    (each): each is [string, string] => typeof each[1] === "string",
  );
  const hasSecret = texts.some(([name]) => entry.secrets.includes(name));
  const [secret = "credential"] = entry.secrets;
  return Object.fromEntries(
    texts.flatMap(([name, value]) => {
      if (name === "credential") return hasSecret ? [] : [[secret, value]];
      return name in entry.variables ? [[name, value]] : [];
    }),
  );
}
