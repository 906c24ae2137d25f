import type { ChargeSource } from "@billkit/charges";
import { suggestName, type Layer, type Logger } from "@billkit/core";
import type { Rate } from "@billkit/core/pacing";
import type { AccountConfig } from "../config/accounts.js";
import { readSecret } from "../config/secret.js";
import { CommandError, exitCodes, usageError } from "../failure.js";
import type { Environment, Io } from "../io.js";
import { openSource, vendorNames, vendors, type VendorEntry } from "./registry.js";

/** One account at one vendor. */
export interface Account {
  readonly vendor: string;
  readonly title: string;
  /** Of the configuration; the vendor's name for one from the environment. */
  readonly name: string;
  readonly settlement?: "prepaid" | "arrears" | undefined;
  /** Loads the vendor's package and connects; throws for a missing credential. */
  readonly open: (logger: Logger | undefined, io: Io) => Promise<ChargeSource>;
}

/** @throws CommandError for an unknown name, with the closest one */
export function checkVendorNames(names: readonly string[]): void {
  for (const name of names) {
    if (vendors.has(name)) continue;
    throw usageError(`unknown vendor ${JSON.stringify(name)}; ${suggestName(name, vendorNames)}`);
  }
}

/**
 * The configured accounts, and every other vendor whose credentials are in the environment.
 *
 * @param names - limits the vendors; all if empty
 * @throws CommandError if a wanted vendor has no credentials, or no vendor has
 */
export function liveAccounts(
  names: readonly string[],
  configured: readonly AccountConfig[],
  { env }: Io,
): Account[] {
  const accounts: Account[] = [];
  for (const [vendor, entry] of vendors) {
    const isNamed = names.includes(vendor);
    if (names.length > 0 && !isNamed) continue;
    const own = configured.filter((account) => account.vendor === vendor);
    accounts.push(...own.map((account) => configuredAccount(account, entry)));
    if (own.length > 0) continue;
    if (isNamed ? hasSecret(entry, env) : isMeant(entry, env)) {
      accounts.push(environmentAccount(vendor, entry));
    } else if (isNamed) throw missingCredentials([entry], env);
  }
  if (accounts.length === 0) throw missingCredentials([...vendors.values()], env);
  return accounts;
}

/**
 * The accounts of a file, for a check: of a wildcard's accounts the first one.
 * @throws CommandError if the file has none
 */
export function accountsToCheck(file: string, configured: readonly AccountConfig[]): Account[] {
  if (configured.length === 0) throw usageError(`${file}: has no accounts.`);
  return configured.flatMap((account) => {
    const entry = vendors.get(account.vendor);
    if (entry === undefined) return [];
    const opened = configuredAccount(account, entry);
    if (account.accountIds !== "*") return [opened];
    const open: Account["open"] = async (logger, io) => {
      const source = await opened.open(logger, io);
      const { listAccounts } = await import("@billkit/charges/collect");
      const [first] = await listAccounts(source, { signal: io.signal, now: io.now });
      return first?.source ?? source;
    };
    return [{ ...opened, open }];
  });
}

const hasSecret = ({ credentials }: VendorEntry, env: Environment): boolean =>
  credentials.some(({ environment }) => env[environment]);

/** A token that CI sets for other ends never alone makes a command use the service. */
function isMeant({ credentials, options }: VendorEntry, env: Environment): boolean {
  const present = credentials.filter(({ environment }) => env[environment]);
  if (present.some(({ ambient }) => ambient !== true)) return true;
  const required = options.filter((each) => each.required);
  const isComplete = required.every(({ environment = "" }) => env[environment]);
  return present.length > 0 && required.length > 0 && isComplete;
}

/** What is still to be set for a vendor, in words. */
export function settingOf(
  { credentials, options, addresses }: VendorEntry,
  env: Environment = {},
): string {
  const own = credentials.filter(({ alternative }) => alternative !== true);
  const names = [...own, ...options.filter(({ required }) => required)].flatMap(
    ({ environment }) => environment ?? [],
  );
  const { region, baseUrl = "" } = addresses;
  if (region !== undefined && !env[baseUrl]) names.push(region);
  const missing = [...new Set(names)].filter((name) => !env[name]);
  return (missing.length > 0 ? missing : names).join(", ");
}

function missingCredentials(entries: readonly VendorEntry[], env: Environment): CommandError {
  const settings = entries.map((entry) => `${settingOf(entry, env)} for ${entry.title}`).join("; ");
  return new CommandError(
    `no credentials. Set ${settings}. Or try made-up data: --sandbox`,
    exitCodes.credentials,
  );
}

function environmentAccount(vendor: string, entry: VendorEntry): Account {
  return {
    ...{ vendor, title: entry.title, name: vendor },
    open: (logger, { env }) => openSource(entry, { logger }, env),
  };
}

function configuredAccount(account: AccountConfig, entry: VendorEntry): Account {
  const { vendor, name, settlement, accountIds, rate } = account;
  return {
    ...{ vendor, title: entry.title, name, settlement },
    open: async (logger, { env, signal }) => {
      const secrets = await readCredentials(account, env, signal);
      const layers = rate === undefined ? undefined : await pacedLayers(rate);
      const given = { ...account.options, logger, layers };
      // As collect does, so that a row has one id.
      const source = await openSource(entry, given, env, { name, secrets });
      if (accountIds === undefined || accountIds === "*") return source;
      const { accountSource } = await import("@billkit/charges/collect");
      return accountSource(source, accountIds);
    },
  };
}

async function pacedLayers(rate: Rate): Promise<Layer[]> {
  const pacing = await import("@billkit/core/pacing");
  return pacing.pacedLayers({ rate });
}

/** An account's secrets, by connect option. @throws CommandError if one can't be read */
export async function readCredentials(
  { name, credentials }: AccountConfig,
  env: Environment,
  signal: AbortSignal,
): Promise<Record<string, string>> {
  const secrets: Record<string, string> = {};
  for (const [option, source] of Object.entries(credentials))
    secrets[option] = await readSecret(`${name}: ${option}`, source, env, signal);
  return secrets;
}
