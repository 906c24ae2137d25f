import { isObject, type JsonObject } from "../../common/json.js";
import { readPart, type CredentialScheme, type Part } from "../contract/credentials.js";
import type { Cursor } from "../contract/cursor.js";
import type { Service } from "../contract/service.js";
import { checkGrammar } from "./grammar.js";

/**
 * Reads how connect creates a client from options and the environment.
 * @param vendor the vendor's folder, whose name begins its environment variables
 * @throws {UserError} if a trait is invalid
 */
export function readConnect(contract: Cursor, service: Service, vendor: string) {
  const trait = contract.find("x-billkit-connect");
  if (trait) checkGrammar(trait, "traits#/$defs/connect");
  const prefix = vendor.toUpperCase().replaceAll("-", "_");
  const baseUrl = trait?.optionalText("baseUrl") ?? `${prefix}_BASE_URL`;
  const loginUrl = trait?.optionalText("loginUrl") ?? `${prefix}_LOGIN_URL`;
  const regions = trait?.find("regions");
  const parts: Part[] = [];
  const credentials = service.credentials.map((each) => {
    const own = ownParts(each, prefix);
    const token = each.trait.find("token");
    const login = token ? ["clientId", "clientSecret"].map((key) => readPart(token.get(key))) : [];
    parts.push(...own, ...login);
    return {
      /** The client's option for it. */
      option: each.option,
      parts: own,
      isBasic: each.basic !== undefined,
      /** Core's data of an OAuth login, which is preferable to the parts. */
      login: token && loginData(service, token, login, regions),
    };
  });
  return {
    /** The vendor's name for readers. */
    title: service.title.replace(/ billing$/i, ""),
    credentials,
    /** The options of all credentials. */
    parts,
    /** Domains by region, and the environment variable of the region. */
    regions,
    /** Environment variables of addresses, by option. */
    addresses: {
      ...(regions && { region: regions.get("environment").text() }),
      baseUrl,
      ...(regions?.find("loginHost") && { loginUrl }),
    },
    /** The environment variable of the login's address. */
    loginUrl,
  };
}

function ownParts(scheme: CredentialScheme, vendor: string): readonly Part[] {
  const { option, trait, environment, prefix } = scheme;
  if (scheme.basic) return scheme.basic;
  const isKey = !/bearer/i.test(prefix);
  const own = option === "credential" ? (isKey ? "apiKey" : "accessToken") : option;
  const key: Part = {
    option: trait.optionalText("option") ?? own,
    environment: environment ?? `${vendor}_${isKey ? "API_KEY" : "ACCESS_TOKEN"}`,
    ...(trait.find("ambient") && { ambient: true }),
  };
  return [key];
}

function loginData(
  service: Service,
  token: Cursor,
  parts: readonly Part[],
  regions: Cursor | undefined,
): JsonObject {
  const url = new URL(token.get("url").text());
  const own = token.find("errors")?.value;
  const options = parts.map(({ option }) => option);
  return {
    service: service.className,
    server: url.origin,
    path: url.pathname,
    ...(token.find("scopes") && { scopes: token.get("scopes").texts() }),
    ...(token.find("send") && { send: token.get("send").text() }),
    parts: parts.map((each) => ({ ...each })),
    check: regions ? `${options.join(", ")} and region` : options.join(" and "),
    errors: [
      ...(Array.isArray(own) ? own.filter(isObject) : []),
      ...service.errors.map((form) => ({ ...form })),
    ],
    ...(service.requestIdHeader !== undefined && { requestIdHeader: service.requestIdHeader }),
  };
}
