import { dig, isObject, text, type JsonObject } from "./json.js";
import type { SandboxRequest } from "./message.js";
import { parseQuery } from "./query.js";

/** Where a request carries one of its credentials. */
export interface CredentialPlacement {
  readonly in: "header" | "query";
  /** The header's name in lower case, or the query parameter's. */
  readonly name: string;
  readonly prefix: string;
  /** The client's option, if a service has several credentials. */
  readonly option: string | undefined;
  /** The environment variable that contains it by convention. */
  readonly environment: string | undefined;
  /** HTTP Basic: the environment variables of user name and password instead. */
  readonly basic: readonly [username: string, password: string] | undefined;
}

/** What a contract's clients send with every request besides an operation's parameters. */
export interface ClientTraits {
  /** Every request carries all of them; empty where the contract requires none. */
  readonly credentials: readonly CredentialPlacement[];
  /** Query parameters with one value, such as an API version. */
  readonly pinnedQuery: readonly string[];
}

/** Reads `x-billkit-credential` of the security schemes and `x-billkit-pinned`. */
export function clientTraits(document: JsonObject): ClientTraits {
  const schemes = dig(document, "components", "securitySchemes");
  const credentials = Object.values(isObject(schemes) ? schemes : {}).flatMap(
    (scheme): CredentialPlacement[] => {
      const trait = dig(scheme, "x-billkit-credential");
      const shared = {
        prefix: text(trait, "prefix") ?? "",
        option: text(trait, "option"),
        environment: text(trait, "environment"),
        basic: basicVariables(dig(trait, "basic")),
      };
      const header = text(trait, "header");
      if (header !== undefined) return [{ in: "header", name: header.toLowerCase(), ...shared }];
      const query = text(trait, "query");
      return query === undefined ? [] : [{ in: "query", name: query, ...shared }];
    },
  );
  const pinned = document["x-billkit-pinned"];
  const pinnedQuery = (Array.isArray(pinned) ? pinned : []).flatMap((each) =>
    text(each, "in") === "query" ? [text(each, "name") ?? ""] : [],
  );
  return { credentials, pinnedQuery };
}

function basicVariables(trait: unknown): CredentialPlacement["basic"] {
  const username = text(dig(trait, "username"), "environment");
  const password = text(dig(trait, "password"), "environment");
  return username === undefined || password === undefined ? undefined : [username, password];
}

/** Environment variables for a credential: one, or with HTTP Basic two. */
export function credentialVariables(
  { environment, basic }: CredentialPlacement,
  credential: string,
  fallback: string,
): Record<string, string> {
  if (!basic) return { [environment ?? fallback]: credential };
  const [, username = "", password = ""] = /^([^:]*):(.*)$/s.exec(atob(credential)) ?? [];
  return { [basic[0]]: username, [basic[1]]: password };
}

/**
 * A request's credentials without their prefixes, whose case doesn't matter, as in HTTP. Several
 * are joined by a space. Undefined if one is missing.
 */
export function readCredential(
  { credentials }: ClientTraits,
  request: SandboxRequest,
): string | undefined {
  const values: string[] = [];
  for (const { in: place, name, prefix } of credentials) {
    const sent = place === "header" ? request.headers[name] : parseQuery(request.query)[name];
    const value = typeof sent === "string" ? sent : "";
    const matches = value.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase();
    if (!matches || value === "") return undefined;
    values.push(value.slice(prefix.length));
  }
  return values.length === 0 ? undefined : values.join(" ");
}

/** A query without the client's own parameters, which no operation declares. */
export function withoutClientParameters(traits: ClientTraits, query: string): string {
  const names = [
    ...traits.pinnedQuery,
    ...traits.credentials.flatMap((each) => (each.in === "query" ? [each.name] : [])),
  ];
  if (names.length === 0 || query === "") return query;
  return query
    .split("&")
    .filter((pair) => !names.includes(new URLSearchParams(pair).keys().next().value ?? ""))
    .join("&");
}
