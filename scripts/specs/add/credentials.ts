import { isObject, type Json, type JsonObject, objectAt, own, textAt } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { serversOf as serversOfOperation } from "../read/find-operation.js";
import { schemesOf, unsupportedScheme } from "../contract/credentials.js";
import type { FoundOperation } from "./operations.js";
import { camel, constant, pascal, wordsOf } from "../../common/words.js";

/** The credentials that a client sends, and the description's names for them. */
export interface ChosenCredentials {
  /** The contract's security schemes, with their traits. */
  readonly schemes: JsonObject;
  /** The description's name to ours; empty if it declares none. */
  readonly names: JsonObject;
  /** Schemes that operations also accept and the client doesn't use. */
  readonly others: readonly string[];
}

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
): ChosenCredentials {
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
    const environment = environments[index] ?? constant([...vendor, ...words]);
    const trait = { ...made.trait, environment, ...(several && { option: camel(words) }) };
    schemes.push([ours, { ...made.scheme, "x-billkit-credential": trait }]);
    if (theirs !== "") names.push([theirs, ours]);
  }
  return {
    schemes: Object.fromEntries(schemes),
    names: Object.fromEntries(names),
    others: [...declared.keys()].filter((name) => !chosen.includes(name)),
  };
}

function unsupported(declared: ReadonlyMap<string, JsonObject>): UserError {
  const kinds = [...declared].map(([name, scheme]) => {
    const parts = ["type", "scheme", "in"].map((key) => textAt(scheme, key)).filter(Boolean);
    const known = unsupportedScheme(scheme)?.split(" is not supported")[0];
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

interface ContractScheme {
  readonly name: string;
  readonly scheme: JsonObject;
  readonly trait: JsonObject;
  /** The suffix of its environment variable. */
  readonly words: readonly string[];
}

function contractScheme(theirs: JsonObject): ContractScheme | undefined {
  const type = textAt(theirs, "type");
  // Some descriptions declare a signed request as a key in a header. OpenID Connect issues bearer tokens.
  if (type !== "openIdConnect" && unsupportedScheme(theirs) !== undefined) return undefined;
  const kind = type === "basic" ? "basic" : textAt(theirs, "scheme").toLowerCase();
  const authorization = (prefix: string): JsonObject => ({ header: "Authorization", prefix });
  if (kind === "basic" && (type === "basic" || type === "http"))
    return {
      name: "Basic",
      scheme: { type: "http", scheme: "basic" },
      trait: authorization("Basic "),
      words: ["credential"],
    };
  const token = { trait: authorization("Bearer "), words: ["access", "token"] };
  if (type === "http" && kind === "bearer")
    return { name: "Bearer", scheme: { type, scheme: kind }, ...token };
  if (type === "openIdConnect") {
    const scheme = { type, openIdConnectUrl: textAt(theirs, "openIdConnectUrl") };
    return { name: "Bearer", scheme, ...token };
  }
  if (type === "oauth2")
    return { name: "OAuth", scheme: { type, flows: flowsOf(theirs) }, ...token };
  const place = textAt(theirs, "in");
  if (type !== "apiKey" || (place !== "header" && place !== "query")) return undefined;
  const name = textAt(theirs, "name");
  const trait: JsonObject = place === "header" ? { header: name, prefix: "" } : { query: name };
  return { name: "ApiKey", scheme: { type, in: place, name }, trait, words: ["api", "key"] };
}

/** The flows as OpenAPI 3 has them, their scopes without text. */
function flowsOf(scheme: JsonObject): JsonObject {
  const names: Readonly<Record<string, string>> = {
    application: "clientCredentials",
    accessCode: "authorizationCode",
  };
  const flow = textAt(scheme, "flow");
  const flows = flow ? { [names[flow] ?? flow]: scheme } : objectAt(scheme, "flows");
  return Object.fromEntries(
    Object.entries(flows).map(([name, each]) => {
      const theirs = isObject(each) ? each : {};
      const addresses = ["authorizationUrl", "tokenUrl", "refreshUrl"].filter((key) =>
        textAt(theirs, key),
      );
      const scopes = Object.keys(objectAt(theirs, "scopes")).map((scope) => [scope, ""]);
      return [
        name,
        {
          ...Object.fromEntries(addresses.map((key) => [key, textAt(theirs, key)])),
          scopes: Object.fromEntries(scopes) as JsonObject,
        },
      ];
    }),
  );
}

/**
 * The addresses that operations are served from, as the description lists them; variables have
 * their defaults in `usable`.
 * @param base resolves relative addresses
 */
export function serversOf(
  { operation, item, description }: FoundOperation,
  base: string | undefined,
): { readonly listed: string; readonly usable: string }[] {
  return serversOfOperation(description.document, { operation, item }).map((server) => {
    const listed = textAt(server, "url").replace(/\/+$/, "");
    const filled = listed.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
      const variable = objectAt(objectAt(server, "variables"), name);
      return textAt(variable, "default") || whole;
    });
    const isRelative =
      base !== undefined && !/^[a-z]+:/i.test(filled) && URL.canParse(filled, base);
    const usable = isRelative ? new URL(filled || "/", base).href : filled;
    return { listed, usable: usable.replace(/\/+$/, "") };
  });
}
