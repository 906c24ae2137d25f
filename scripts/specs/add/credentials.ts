import { isObject, type Json, type JsonObject, objectAt, own, textAt } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { serversOf as serversOfOperation } from "../read/find-operation.js";
import { inOpenApi3, schemesOf, unsupportedScheme } from "../contract/credentials.js";
import { withoutSlash } from "../vendor.js";
import type { FoundOperation } from "./operations.js";
import { camel, constant, pascal, wordsOf } from "../../common/words.js";

/** The credentials that a client sends, and the description's names for them. */
export type ChosenCredentials = ReturnType<typeof chooseCredentials>;

/**
 * Chooses the credentials of every call: of the requirements that a client can meet, the one that most
 * operations list. A requirement of two schemes sends both.
 * @param vendor the words of the vendor's name, with which environment variables begin
 * @param environments names for the environment variables, in order
 * @throws {UserError} if operations only accept credentials that aren't supported
 */
export function chooseCredentials(
  found: readonly FoundOperation[],
  vendor: readonly string[],
  environments: readonly string[],
) {
  const declared = new Map<string, JsonObject>();
  const counts = new Map<string, { readonly names: readonly string[]; count: number }>();
  for (const { operation, description } of found) {
    const { document } = description;
    const requirements = own(operation, "security") ?? own(document, "security");
    for (const requirement of Array.isArray(requirements) ? requirements.filter(isObject) : []) {
      const names = Object.keys(requirement).sort();
      if (names.length === 0) continue;
      for (const name of names) declared.set(name, objectAt(schemesOf(document), name));
      const known = counts.get(names.join(" ")) ?? { names, count: 0 };
      counts.set(names.join(" "), { names, count: known.count + 1 });
    }
  }
  const usable = [...counts.values()].filter(({ names }) =>
    names.every((name) => contractScheme(declared.get(name) ?? {}) !== undefined),
  );
  if (usable.length === 0 && declared.size > 0) throw unsupported(declared);
  const [best] = usable.sort((a, b) => b.count - a.count);
  const chosen = best?.names ?? [""];
  const several = chosen.length > 1;
  const schemes: [string, Json][] = [];
  const names: [string, string][] = [];
  for (const [index, theirs] of chosen.entries()) {
    const bearer = { type: "http", scheme: "bearer" };
    const made = contractScheme(declared.get(theirs) ?? bearer);
    if (made === undefined) continue;
    const words = several ? optionWords(theirs) : made.words;
    const ours = several ? pascal(words) : made.name;
    const variable = (at: number, suffix: readonly string[]): string =>
      environments[at] ?? constant([...vendor, ...suffix]);
    const part = (option: string, at: number): JsonObject => ({
      option,
      environment: variable(at, [option]),
    });
    // The client encodes them. Beside other schemes there is one option for each, so people do.
    const basic = { username: part("username", 0), password: part("password", 1) };
    const isBasic = made.scheme.scheme === "basic" && !several;
    const trait = {
      ...made.trait,
      ...(isBasic ? { basic } : { environment: variable(index, words) }),
      ...(several && { option: camel(words) }),
    };
    schemes.push([ours, { ...made.scheme, "x-billkit-credential": trait }]);
    if (theirs !== "") names.push([theirs, ours]);
  }
  return {
    /** The contract's security schemes, with their traits. */
    schemes: Object.fromEntries(schemes),
    /** The description's name to ours; empty if it declares none. */
    names: Object.fromEntries(names),
    /** Schemes that operations also accept and the client doesn't use. */
    others: [...declared.keys()].filter((name) => !chosen.includes(name)),
  };
}

function unsupported(declared: ReadonlyMap<string, JsonObject>): UserError {
  const kinds = [...declared].map(([name, scheme]) => {
    const parts = ["type", "scheme", "in"].map((key) => textAt(scheme, key)).filter(Boolean);
    const known = unsupportedScheme(scheme);
    return `${name} (${known ?? (parts.join(" ") || "not declared")})`;
  });
  return new UserError(
    `credential ${kinds.join(", ")} is not supported: a client sends Basic, Bearer, OAuth 2.0 tokens, and keys in headers or the query. If the service accepts one of these, prepare the description with it; a Digest or signed request needs a layer of your own over a client without this vendor's package`,
  );
}

/** `apiKeyAuth` as `api`, `key`. */
function optionWords(scheme: string): string[] {
  const words = wordsOf(scheme).map((word) => word.toLowerCase());
  const kept = words.filter((word) => !["auth", "scheme", "security"].includes(word));
  return kept.length > 0 ? kept : words;
}

/** What a client sends for a kind of scheme; `words` are the suffix of its environment variable. */
const KINDS = new Map([
  ["http basic", { name: "Basic", prefix: "Basic ", words: ["credential"] }],
  ["http bearer", { name: "Bearer", prefix: "Bearer ", words: ["access", "token"] }],
  // OpenID Connect issues bearer tokens.
  ["openIdConnect", { name: "Bearer", prefix: "Bearer ", words: ["access", "token"] }],
  ["oauth2", { name: "OAuth", prefix: "Bearer ", words: ["access", "token"] }],
  ["apiKey header", { name: "ApiKey", prefix: "", words: ["api", "key"] }],
  ["apiKey query", { name: "ApiKey", prefix: "", words: ["api", "key"] }],
]);

/** The contract's scheme for a description's; undefined if a client can't send it. */
function contractScheme(theirs: JsonObject) {
  // Some descriptions declare a signed request as a key in a header.
  if (theirs.type !== "openIdConnect" && unsupportedScheme(theirs) !== undefined) return undefined;
  const scheme = inOpenApi3(theirs);
  const [type = "", ...more] = ["type", "scheme", "in"].map((key) => textAt(scheme, key));
  const kind = KINDS.get([type, ...more].filter(Boolean).join(" "));
  if (!kind) return undefined;
  const { prefix } = kind;
  const key = textAt(scheme, "name");
  const header = { header: type === "apiKey" ? key : "Authorization", prefix };
  return { ...kind, scheme, trait: scheme.in === "query" ? { query: key } : header };
}

/**
 * The addresses that operations are served from, as the description lists them, and resolved.
 * @param base resolves relative addresses
 */
export function serversOf(
  { operation, item, description }: FoundOperation,
  base: string | undefined,
): { readonly listed: string; readonly usable: string }[] {
  return serversOfOperation(description.document, { operation, item }).map((server) => {
    const listed = withoutSlash(textAt(server, "url"));
    const isRelative =
      base !== undefined && !/^[a-z]+:/i.test(listed) && URL.canParse(listed, base);
    const usable = isRelative ? new URL(listed || "/", base).href : listed;
    return { listed, usable: withoutSlash(usable) };
  });
}
