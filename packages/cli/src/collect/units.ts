import type { ChargeSource } from "@billkit/charges";
import { accountSource, listAccounts } from "@billkit/charges/collect";
import type { AccountConfig } from "../config/accounts.js";
import type { Io } from "../io.js";
import type { Connection, Connections } from "./connections.js";

/** The unit of collection: an account of the file, or one of those that its credential sees. */
export interface Unit {
  /** `partner`, or `partner/c-1`. */
  readonly name: string;
  readonly vendor: string;
  /** Where its credential comes from: the same for units with the same credential. */
  readonly credential: string;
  readonly open: () => Promise<{ readonly connection: Connection; readonly source: ChargeSource }>;
}

/**
 * The units of an account of the file. Only a wildcard sends requests: it lists what the credential sees.
 * What belongs to none of these, such as a partner's own usage, is `partner/own`.
 */
export async function unitsOf(
  account: AccountConfig,
  connections: Connections,
  io: Io,
): Promise<Unit[]> {
  const { name, vendor, accountIds, credentials } = account;
  const shared = { vendor, credential: JSON.stringify(credentials) };
  const open = (narrow: (source: ChargeSource) => ChargeSource) => async () => {
    const connection = await connections.open(account);
    return { connection, source: narrow(connection.source) };
  };
  if (accountIds === undefined) return [{ name, ...shared, open: open((source) => source) }];
  if (accountIds !== "*")
    return accountIds.map((id) => ({
      name: `${name}/${id}`,
      ...shared,
      open: open((source) => accountSource(source, [id])),
    }));
  const { source } = await connections.open(account);
  const listed = await listAccounts(source, { signal: io.signal, now: io.now });
  return listed.map((each) => ({
    name: `${name}/${each.id ?? "own"}`,
    ...shared,
    open: open(() => withAccountId(each.source, name)),
  }));
}

/** Rows whose vendor doesn't send an account id get the same one with a wildcard as without. */
function withAccountId(source: ChargeSource, name: string): ChargeSource {
  if (!("definition" in source)) return source;
  const { accountId = name } = source.options;
  return { ...source, options: { ...source.options, accountId } };
}
