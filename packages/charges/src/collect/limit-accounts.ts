import { ConfigurationError } from "@billkit/core";
import type { ChargesDefinition, LoopDefinition, ViewDefinition } from "@billkit/core/charges";
import { parseWire } from "../interpret/json.js";
import { bindLoop } from "./bind-loop.js";

/** A definition's loop over accounts. */
export interface Divided {
  readonly loop: LoopDefinition;
  /** Where an item's id is. */
  readonly pointer: string;
}

/**
 * Finds the loop over accounts: the outermost one, whose items aren't bills of a period.
 *
 * @throws ConfigurationError if there is none
 */
export function divide({ vendor, views }: ChargesDefinition): Divided {
  for (const view of views) {
    const [loop] = view.each ?? [];
    if (loop === undefined || loop.within !== undefined) continue;
    const own = [view.fields.accountId, ...Object.values(view.arguments ?? {})];
    const pointer = own.flatMap((value) =>
      typeof value === "object" && "loop" in value && value.loop === loop.name ? [value.at] : [],
    )[0];
    if (pointer !== undefined) return { loop, pointer };
  }
  throw seesOneAccount(vendor);
}

/**
 * Limits a definition to some of the accounts that a credential sees, without their list.
 *
 * @param accounts - the list's items as JSON; if empty, what belongs to none of the accounts remains
 * @throws ConfigurationError if the vendor's credentials see one account only
 */
export function limitAccounts(
  definition: ChargesDefinition,
  accounts: readonly string[],
): ChargesDefinition {
  const { views } = definition;
  const { loop } = divide(definition);
  const isLooped = ({ each = [] }: ViewDefinition): boolean =>
    each[0]?.operation === loop.operation && each[0].name === loop.name;
  const looped = views.filter(isLooped);
  // An account that is named twice isn't charged twice.
  const bound = [...new Set(accounts)]
    .map(parseWire)
    .flatMap((item) => looped.map((view) => bindLoop(view, item)));
  const others = views.filter((view) => !isLooped(view));
  return { ...definition, views: accounts.length === 0 ? others : bound };
}

export const seesOneAccount = (vendor: string): ConfigurationError =>
  new ConfigurationError(`${vendor}: a credential sees one account; leave accountIds out.`, {
    option: "accountIds",
  });
