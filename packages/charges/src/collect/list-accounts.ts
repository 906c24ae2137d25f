import { ConfigurationError } from "@billkit/core";
import type { ChargeSource, ContractChargeSource } from "@billkit/core/charges";
import { argumentsOf } from "../interpret/arguments.js";
import { liveCaller } from "../interpret/caller.js";
import { parseWire, textOf, wireText } from "../interpret/json.js";
import { placesAt, valueAt } from "../interpret/place.js";
import { matches } from "../interpret/value.js";
import { divide, limitAccounts, seesOneAccount } from "./limit-accounts.js";
import { wholeMonths } from "./whole-months.js";

/** One of the accounts that a credential sees: a project of an organization, a customer of a partner. */
export interface ListedAccount {
  /** Its id at the vendor; absent for what the credential sees besides, such as its own organization. */
  readonly id?: string;
  readonly source: ChargeSource;
}

/**
 * Lists the accounts that a source's credential sees, each with a source of its own. What belongs to none
 * of them, such as a partner's own usage, comes last without an id.
 *
 * @throws ConfigurationError if the vendor's credentials see one account only
 * @throws ApiError if the list can't be read
 */
export async function listAccounts(
  source: ChargeSource,
  { signal = new AbortController().signal, now = Date.now } = {},
): Promise<ListedAccount[]> {
  const contract = contractOf(source);
  const { loop, pointer } = divide(contract.definition);
  const period = wholeMonths({ lookback: 0 }, now());
  const args = argumentsOf(loop, {
    ...{ loops: {}, origins: {}, options: contract.options, period },
  });
  const accounts: ListedAccount[] = [];
  for await (const { text } of liveCaller(contract, signal)(loop.operation, args)) {
    for (const { value } of placesAt(parseWire(text), loop.items)) {
      const id = textOf(valueAt(value, pointer));
      if (id === undefined || !matches(value, loop.where)) continue;
      accounts.push({ id, source: limited(contract, [wireText(value)]) });
    }
  }
  const others = limited(contract, []);
  if (others.definition.views.length > 0) accounts.push({ source: others });
  return accounts;
}

/**
 * A source of some of the accounts that a source's credential sees. Nothing is sent.
 *
 * @param ids - as `listAccounts` returns them
 * @throws ConfigurationError if the vendor's credentials see one account only, or there are no ids
 */
export function accountSource(source: ChargeSource, ids: readonly string[]): ChargeSource {
  const contract = contractOf(source);
  if (ids.length === 0)
    throw new ConfigurationError(`${source.vendor}: accountIds is empty; pass at least one.`, {
      option: "accountIds",
    });
  const [name = ""] = divide(contract.definition).pointer.split("/").slice(1);
  return limited(
    contract,
    ids.map((id) => JSON.stringify({ [name]: id })),
  );
}

function contractOf(source: ChargeSource): ContractChargeSource {
  if ("definition" in source) return source;
  throw seesOneAccount(source.vendor);
}

const limited = (
  source: ContractChargeSource,
  accounts: readonly string[],
): ContractChargeSource => ({
  ...source,
  definition: limitAccounts(source.definition, accounts),
  accounts,
});
