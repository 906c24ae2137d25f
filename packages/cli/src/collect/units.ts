import type { ChargeSource } from "@billkit/charges";
import { accountSource, listAccounts } from "@billkit/charges/collect";
import type { AccountConfig } from "../config/accounts.js";
import type { Io } from "../io.js";
import type { Connections } from "./connections.js";

/** The unit of collection: an account of the file, or one of those that its credential sees. */
export interface Unit {
  /** `partner`, or `partner/c-1`. */
  readonly name: string;
  /** The account of the file. */
  readonly account: AccountConfig;
  /** The unit's part of what the account's connection reads. */
  readonly narrow: (source: ChargeSource) => ChargeSource;
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
  const { name, accountIds } = account;
  if (accountIds === undefined) return [{ name, account, narrow: whole }];
  if (accountIds !== "*")
    return accountIds.map((id) => ({
      name: `${name}/${id}`,
      account,
      narrow: (source) => accountSource(source, [id]),
    }));
  const { source } = await connections.open(account);
  const listed = await listAccounts(source, { signal: io.signal, now: io.now });
  return listed.map((each) => ({
    name: `${name}/${each.id ?? "own"}`,
    account,
    narrow: () => withAccountId(each.source, name),
  }));
}

const whole = (source: ChargeSource): ChargeSource => source;

/** Rows whose vendor doesn't send an account id get the same one with a wildcard as without. */
function withAccountId(source: ChargeSource, name: string): ChargeSource {
  if (!("definition" in source)) return source;
  const { accountId = name } = source.options;
  return { ...source, options: { ...source.options, accountId } };
}
