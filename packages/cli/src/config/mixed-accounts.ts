import type { Environment } from "../io.js";
import { vendors, type VendorEntry } from "../vendors/registry.js";
import type { AccountConfig, Problem } from "./accounts.js";
import type { SecretSource } from "./secret.js";

/**
 * Finds accounts whose rows a store couldn't keep apart: those of one account would replace, or
 * remove, those of the other. Also finds accounts that have the same rows, without an id that shows it.
 */
export function* mixedAccounts(
  accounts: readonly AccountConfig[],
  env: Environment,
): Generator<Problem, void, undefined> {
  const read = new Map<string, AccountConfig>();
  for (const [at, account] of accounts.entries()) {
    const others = accounts.slice(0, at);
    yield* sameName(account, at, others);
    yield* sameRows(account, at, read, env);
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

/**
 * With an id of the vendor's, rows that two accounts see are counted once. An id that an option gives
 * doesn't say what is read: the credential does.
 */
function* sameRows(
  account: AccountConfig,
  at: number,
  read: Map<string, AccountConfig>,
  env: Environment,
): Generator<Problem, void, undefined> {
  const entry = vendors.get(account.vendor);
  const isNamed = entry?.options.some(({ required }) => !required) ?? false;
  // Listed accounts have ids of the vendor's.
  if (entry === undefined || !isNamed || Array.isArray(account.accountIds)) return;
  const { secrets, places } = accessOf(account, entry, env);
  // An account without a credential is reported when it is read, and doesn't stop the others.
  if (secrets.length === 0) return;
  const key = JSON.stringify([account.vendor, secrets, places]);
  const other = read.get(key);
  read.set(key, account);
  if (other === undefined) return;
  yield {
    path: ["accounts", at],
    message: `${both(other, account)} have the same credential, so that each row would be counted twice; remove one of them, or set another credential.`,
  };
}

/** Whose credential is used, and where: what an account doesn't set comes from the environment. */
function accessOf(
  { credentials, options }: AccountConfig,
  entry: VendorEntry,
  env: Environment,
): { readonly secrets: unknown[]; readonly places: unknown[] } {
  const own = entry.options.map(({ option }) => option);
  const isUnset = (source: SecretSource): boolean => "env" in source && !env[source.env];
  if (Object.values(credentials).some(isUnset)) return { secrets: [], places: [] };
  const sources = entry.credentials.map(({ option, environment, alternative = false }) => {
    const source = credentials[option] ?? { env: environment };
    return { option, source, alternative, isSet: !isUnset(source) };
  });
  const set = sources.filter(({ isSet }) => isSet);
  // An account with a part of its credential only can't be read either.
  const isComplete =
    set.some(({ alternative }) => alternative) ||
    sources.every(({ alternative, isSet }) => alternative || isSet);
  if (!isComplete) return { secrets: [], places: [] };
  const secrets = set.map(({ option, source }) => [
    option,
    "env" in source ? env[source.env] : source,
  ]);
  const places = entry.settings
    .filter((setting) => !own.includes(setting))
    .map((setting) => options[setting] ?? env[entry.variables[setting] ?? ""]);
  return { secrets, places };
}

const both = (...accounts: readonly AccountConfig[]): string =>
  accounts.map(({ name }) => JSON.stringify(name)).join(" and ");

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
    yield {
      path: ["accounts", at],
      message: `${both(other, account)} would share the id in ${environment}; set options: { ${option}: ID } for each, or unset the variable.`,
    };
  }
}
