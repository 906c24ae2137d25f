import type { Environment } from "../io.js";
import { vendors } from "../vendors/registry.js";
import type { AccountConfig, Problem } from "./accounts.js";

/**
 * Finds accounts whose rows a store couldn't keep apart: those of one account would replace, or
 * remove, those of the other.
 */
export function* mixedAccounts(
  accounts: readonly AccountConfig[],
  env: Environment,
): Generator<Problem, void, undefined> {
  for (const [at, account] of accounts.entries()) {
    const others = accounts.slice(0, at);
    yield* sameName(account, at, others);
    yield* sameId(account, at, others, env);
  }
}

function* sameName(
  { name, accountIds }: AccountConfig,
  at: number,
  others: readonly AccountConfig[],
): Generator<Problem, void, undefined> {
  const path = ["accounts", at, "name"];
  const quoted = JSON.stringify(name);
  if (others.some((other) => other.name === name))
    yield { path, message: `two accounts are named ${quoted}; names must differ.` };
  // What an account with accountIds sees is collected as NAME/ID.
  for (const other of others) {
    const isInside = other.accountIds !== undefined && name.startsWith(`${other.name}/`);
    const isAround = accountIds !== undefined && other.name.startsWith(`${name}/`);
    if (!isInside && !isAround) continue;
    const [outer, inner] = isInside ? [other.name, name] : [name, other.name];
    const message = `${JSON.stringify(inner)} can be one of ${JSON.stringify(outer)}'s accountIds; choose another name.`;
    yield { path, message };
  }
  const repeated =
    accountIds === "*"
      ? undefined
      : accountIds?.find((id, index) => accountIds.indexOf(id) < index);
  if (repeated !== undefined) {
    const message = `accountIds has ${JSON.stringify(repeated)} twice.`;
    yield { path: ["accounts", at, "accountIds"], message };
  }
}

/** Some vendors' responses don't name the account, so an option does. */
function* sameId(
  account: AccountConfig,
  at: number,
  others: readonly AccountConfig[],
  env: Environment,
): Generator<Problem, void, undefined> {
  for (const { option, required, environment = "" } of vendors.get(account.vendor)?.options ?? []) {
    if (required || !env[environment]) continue;
    const isFromEnvironment = ({ vendor, options }: AccountConfig): boolean =>
      vendor === account.vendor && options[option] === undefined;
    const other = isFromEnvironment(account) && others.find(isFromEnvironment);
    if (!other) continue;
    const names = [other, account].map(({ name }) => JSON.stringify(name)).join(" and ");
    yield {
      path: ["accounts", at],
      message: `${names} would share the id in ${environment}; set options: { ${option}: ID } for each, or unset the variable.`,
    };
  }
}
