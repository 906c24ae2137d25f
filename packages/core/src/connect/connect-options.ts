import { clientOptionNames, refuseUnknown } from "../client/check-options.js";
import type { ClientOptions } from "../client/options.js";
import { ConfigurationError } from "../errors.js";
import type { ConnectCredential, ConnectDefinition, CredentialPart } from "./connect-definition.js";
import { environment, given } from "./environment.js";

/** Options as the caller passed them. */
type Given = Readonly<Record<string, unknown>>;

/**
 * A client's options, with its credential and address from the options or the environment. An empty
 * string counts as missing.
 * @throws ConfigurationError naming what is missing, given twice or unknown
 */
export function connectOptions(
  definition: ConnectDefinition,
  options: object,
): ClientOptions<never> & { readonly baseUrl: string | undefined } {
  const { name, credentials, addresses } = definition;
  const fail = (option: string, problem: string): Error =>
    new ConfigurationError(`${name}: ${option} ${problem}`, { option });
  if (Object(options) !== options) throw fail("options", "must be an object");
  const parts = credentials.flatMap(({ parts: own, login }) => [...own, ...(login?.parts ?? [])]);
  const secrets = parts.map(({ option }) => option);
  const own = [...secrets, ...(addresses?.options ?? [])];
  refuseUnknown(options, [...own, ...clientOptionNames], fail);
  const all = options as Given;
  for (const option of secrets) {
    // Without the value, which is a secret.
    if (typeof (all[option] ?? "") !== "string") throw fail(option, "must be a string");
  }
  const client = Object.fromEntries(Object.entries(all).filter(([key]) => !own.includes(key)));
  const { baseUrl = baseUrlOf(definition, all), loginUrl } = addresses?.read(all) ?? {};
  const values = credentials.map((each) => credentialOf(definition, each, all, client, loginUrl));
  const [only] = values;
  const credential =
    given(all.credential) ??
    (values.length === 1
      ? only
      : Object.fromEntries(credentials.map(({ option }, at) => [option, values[at]])));
  addresses?.check(baseUrl);
  // The client checks it; its type depends on the vendor.
  return { ...client, credential: credential as never, baseUrl };
}

const baseUrlOf = ({ baseUrl }: ConnectDefinition, all: Given): string | undefined =>
  (given(all.baseUrl) as string | undefined) ?? environment(baseUrl);

function credentialOf(
  { name }: ConnectDefinition,
  { parts, join, login }: ConnectCredential,
  all: Given,
  client: Partial<ClientOptions>,
  loginUrl: string | undefined,
): ClientOptions["credential"] | undefined {
  const fail = (problem: string, option: string | undefined): Error =>
    new ConfigurationError(`${name}: ${problem}`, { option });
  const isGiven = ({ option }: CredentialPart): boolean => given(all[option]) !== undefined;
  const ways = [parts, login?.parts ?? []].filter((way) => way.some(isGiven));
  const credential = given(all.credential);
  if (ways.length + (credential === undefined ? 0 : 1) > 1) {
    const own = names(parts, " with ");
    throw fail(
      login
        ? `pass only one of ${own}, credential, and ${names(login.parts, " with ")}`
        : `pass either ${own} or credential, not both`,
      ways[0] === parts ? parts[0]?.option : "credential",
    );
  }
  if (credential !== undefined) return undefined;
  const value = ({ option, environment: variable }: CredentialPart): string | undefined =>
    (given(all[option]) as string | undefined) ?? environment(variable);
  const wantsLogin = login && (ways[0] === login.parts || !parts.some((part) => value(part)));
  const used = wantsLogin ? login.parts : parts;
  const found = used.map(value);
  const missing = used.filter((_, at) => !found[at]);
  if (missing.length === 0) {
    const texts = found.map(String);
    if (wantsLogin) return login.credential(texts, { ...client, name, loginUrl });
    return join ? join(texts) : texts[0];
  }
  const isNothing = missing.length === used.length;
  const advice = isNothing && wantsLogin ? [used, parts] : [missing];
  const how = advice.map((way) => `pass ${names(way)} or set ${variables(way)}`).join(", or ");
  const what = isNothing && wantsLogin ? "credential" : names(missing);
  throw fail(`no ${what}; ${how}`, missing[0]?.option);
}

const names = (parts: readonly CredentialPart[], word = " and "): string =>
  parts.map(({ option }) => option).join(word);
const variables = (parts: readonly CredentialPart[]): string =>
  parts.map(({ environment: variable }) => variable).join(" and ");

/**
 * Whether the environment has all credentials of a service. A variable that CI also sets for other
 * purposes doesn't count.
 */
export const isConfigured = ({ credentials }: ConnectDefinition): boolean =>
  credentials.every(({ parts, login }) =>
    [parts, login?.parts ?? []].some(
      (way) =>
        way.length > 0 &&
        way.every(({ environment: variable, ambient }) => !ambient && environment(variable)),
    ),
  );
