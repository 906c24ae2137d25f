import { readFile } from "node:fs/promises";
import type { ChargeSource } from "@billkit/charges";
import { accountSource } from "@billkit/charges/collect";
import type { Layer } from "@billkit/core";
import { deepgramCharges } from "@billkit/deepgram/charges";
import { genesysCloudCharges } from "@billkit/genesys-cloud/charges";
import { openaiCharges } from "@billkit/openai/charges";
import { connectOpenAI } from "@billkit/openai/connect";
import { connectDeepgram } from "billkit/deepgram";
import { connectGenesysCloud } from "billkit/genesys-cloud";

/** An account of the accounts file. */
export interface Account {
  readonly name: string;
  readonly vendor: keyof typeof sources;
  /** The environment variable of each credential option. Jobs and logs have names only. */
  readonly credentials: Readonly<Record<string, string>>;
  /** One of the accounts that the credential sees. */
  readonly accountId?: string;
  /** The credential's limit, which all workers share. */
  readonly requestsPerMinute?: number;
}

interface Options extends Record<string, unknown> {
  readonly layers: Layer[];
}

const sources = {
  deepgram: (options: Options) => deepgramCharges(connectDeepgram(options)),
  "genesys-cloud": (options: Options) => genesysCloudCharges(connectGenesysCloud(options)),
  openai: (options: Options) => openaiCharges(connectOpenAI(options)),
};

export const vendors = Object.keys(sources) as (keyof typeof sources)[];

/** The accounts by name. */
export async function readAccounts(file: string): Promise<ReadonlyMap<string, Account>> {
  const accounts = JSON.parse(await readFile(file, "utf8")) as readonly Account[];
  return new Map(accounts.map((account) => [account.name, account]));
}

/** Names an account's credential, without the secret. */
export const credentialOf = ({ vendor, credentials }: Account): string =>
  JSON.stringify([vendor, Object.entries(credentials).sort()]);

/** By credential: accounts share its client, and so its login. */
const connected = new Map<string, ChargeSource>();

/** Connects an account. Its client reads each secret now, and keeps it in memory only. */
export function sourceOf(account: Account, layersOf: (account: Account) => Layer[]): ChargeSource {
  const { accountId, requestsPerMinute } = account;
  const key = `${credentialOf(account)} ${requestsPerMinute ?? ""}`;
  const source = connected.get(key) ?? connect(account, layersOf(account));
  connected.set(key, source);
  return accountId === undefined ? source : accountSource(source, [accountId]);
}

function connect({ name, vendor, credentials }: Account, layers: Layer[]): ChargeSource {
  const secrets = Object.entries(credentials).map(([option, variable]): [string, string] => {
    const value = process.env[variable];
    if (!value) throw new Error(`${name}: set ${variable}.`);
    return [option, value];
  });
  return sources[vendor]({ ...Object.fromEntries(secrets), layers });
}
