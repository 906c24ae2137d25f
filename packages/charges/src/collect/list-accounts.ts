import { ConfigurationError } from "@billkit/core";
import type {
  ChargeSource,
  ContractChargeSource,
  LoopDefinition,
  ViewDefinition,
} from "@billkit/core/charges";
import { argumentsOf } from "../interpret/arguments.js";
import { liveCaller } from "../interpret/caller.js";
import { parseWire, textOf, type Wire } from "../interpret/json.js";
import { placesAt, valueAt } from "../interpret/place.js";
import { matches } from "../interpret/value.js";
import { bindLoop } from "./bind-loop.js";
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
  const { contract, views, loop, pointer } = divide(source);
  const period = wholeMonths({ lookback: 0 }, now());
  const args = argumentsOf(loop, {
    ...{ loops: {}, origins: {}, options: contract.options, period },
  });
  const accounts: ListedAccount[] = [];
  for await (const { text } of liveCaller(contract, signal)(loop.operation, args)) {
    for (const { value } of placesAt(parseWire(text), loop.items)) {
      const id = textOf(valueAt(value, pointer));
      if (id === undefined || !matches(value, loop.where)) continue;
      accounts.push({ id, source: withViews(contract, bound(views, loop, value)) });
    }
  }
  const others = views.filter((view) => !isLooped(view, loop));
  if (others.length > 0) accounts.push({ source: withViews(contract, others) });
  return accounts;
}

/**
 * A source of some of the accounts that a source's credential sees. Nothing is sent.
 *
 * @param ids - as `listAccounts` returns them
 * @throws ConfigurationError if the vendor's credentials see one account only
 */
export function accountSource(source: ChargeSource, ids: readonly string[]): ChargeSource {
  const { contract, views, loop, pointer } = divide(source);
  const [name = ""] = pointer.split("/").slice(1);
  return withViews(
    contract,
    ids.flatMap((id) => bound(views, loop, { [name]: id })),
  );
}

interface Divided {
  readonly contract: ContractChargeSource;
  readonly views: readonly ViewDefinition[];
  /** The list of accounts, and where an item's id is. */
  readonly loop: LoopDefinition;
  readonly pointer: string;
}

/** Finds the loop over accounts: the outermost one, whose items aren't bills of a period. */
function divide(source: ChargeSource): Divided {
  if ("definition" in source) {
    const { views } = source.definition;
    for (const view of views) {
      const [loop] = view.each ?? [];
      if (loop === undefined || loop.within !== undefined) continue;
      const own = [view.fields.accountId, ...Object.values(view.arguments ?? {})];
      const pointer = own.flatMap((value) =>
        typeof value === "object" && "loop" in value && value.loop === loop.name ? [value.at] : [],
      )[0];
      if (pointer !== undefined) return { contract: source, views, loop, pointer };
    }
  }
  throw new ConfigurationError(
    `${source.vendor}: a credential sees one account; leave accountIds out.`,
    { option: "accountIds" },
  );
}

const isLooped = ({ each = [] }: ViewDefinition, { operation, name }: LoopDefinition): boolean =>
  each[0]?.operation === operation && each[0].name === name;

const bound = (views: readonly ViewDefinition[], loop: LoopDefinition, item: Wire) =>
  views.filter((view) => isLooped(view, loop)).map((view) => bindLoop(view, item));

const withViews = (
  source: ContractChargeSource,
  views: readonly ViewDefinition[],
): ContractChargeSource => ({ ...source, definition: { ...source.definition, views } });
