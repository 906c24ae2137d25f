import { isObject, type JsonObject } from "../../common/json.js";
import type { CredentialScheme } from "../contract/credentials.js";
import type { Cursor } from "../contract/cursor.js";
import type { Service } from "../contract/service.js";
import { checkGrammar } from "./grammar.js";

/** An option of connect, and the environment variable that replaces it. */
export interface Part {
  readonly option: string;
  readonly environment: string;
  readonly ambient?: true;
}

/** The data of a vendor's connect function for the templates. */
export interface ConnectView {
  /** The definition, as code. */
  readonly definition: string;
  /** Core's functions that it uses. */
  readonly features: readonly string[];
  /** Own options. */
  readonly parts: readonly Part[];
  readonly login: boolean;
  /** Domains by region, as code; undefined without regions. */
  readonly domains: string | undefined;
  readonly baseUrl: string;
  /** The vendor's name for readers. */
  readonly title: string;
  /** Options to which an OAuth client is preferable. */
  readonly alternatives: readonly string[];
  /** Environment variables of addresses, by option. */
  readonly addresses: Readonly<Record<string, string>>;
}

/**
 * Reads how connect creates a client from options and the environment.
 * @param vendor the vendor's folder, whose name begins its environment variables
 * @throws {UserError} if a trait is invalid
 */
export function readConnect(contract: Cursor, service: Service, vendor: string): ConnectView {
  const trait = contract.find("x-billkit-connect");
  if (trait) checkGrammar(trait, "traits#/$defs/connect");
  const prefix = vendor.toUpperCase().replaceAll("-", "_");
  const baseUrl = trait?.optionalText("baseUrl") ?? `${prefix}_BASE_URL`;
  const name = service.title.replace(/ billing$/i, "");
  const regions = trait?.find("regions");
  const credentials = service.credentials.map((each) => credential(service, each, prefix, regions));
  const loginUrl = trait?.optionalText("loginUrl") ?? `${prefix}_LOGIN_URL`;
  const settings = Object.entries(regions?.object() ?? {}).filter(([key]) => key !== "domains");
  const rest = { ...Object.fromEntries(settings), name, baseUrl, loginUrl };
  const domains = regions?.get("domains").object();
  const isUsed = (feature: string, used: boolean): string[] => (used ? [feature] : []);
  const region = regions ? [JSON.stringify(regions.get("environment").text())] : [];
  const codes = credentials.map(({ data, basic, login }) => {
    const extra = [
      ...isUsed("join: basicCredential", basic),
      ...(login ? [`login: oauthLogin(${[JSON.stringify(login), ...region].join(", ")})`] : []),
    ];
    return `{${[JSON.stringify(data).slice(1, -1), ...extra].join(",")}}`;
  });
  const head = JSON.stringify({ name, baseUrl }).slice(1, -1);
  const addresses = regions
    ? `, addresses: regionAddresses({${JSON.stringify(rest).slice(1, -1)}, domains: regions})`
    : "";
  return {
    definition: `{${head}, credentials: [${codes.join(",")}]${addresses}}`,
    features: [
      ...isUsed(
        "basicCredential",
        credentials.some((each) => each.basic),
      ),
      ...isUsed(
        "oauthLogin",
        credentials.some((each) => each.login !== undefined),
      ),
      ...isUsed("regionAddresses", regions !== undefined),
    ],
    parts: credentials.flatMap(({ data, login }) => [...data.parts, ...(login?.parts ?? [])]),
    login: regions?.find("loginHost") !== undefined,
    domains: domains && JSON.stringify(domains),
    baseUrl,
    title: name,
    alternatives: credentials.flatMap((each) =>
      each.login ? each.data.parts.map(({ option }) => option) : [],
    ),
    addresses: {
      ...(regions && { region: regions.get("environment").text() }),
      baseUrl,
      ...(regions?.find("loginHost") && { loginUrl }),
    },
  };
}

interface CredentialView {
  readonly data: { readonly option: string; readonly parts: readonly Part[] };
  readonly basic: boolean;
  readonly login: (JsonObject & { readonly parts: Part[] & JsonObject[] }) | undefined;
}

function credential(
  service: Service,
  scheme: CredentialScheme,
  prefix: string,
  regions: Cursor | undefined,
): CredentialView {
  const { option, trait, environment, prefix: before } = scheme;
  const basic = trait.find("basic");
  const token = trait.find("token");
  const isKey = !/bearer/i.test(before);
  const own = option === "credential" ? (isKey ? "apiKey" : "accessToken") : option;
  const key: Part = {
    option: trait.optionalText("option") ?? own,
    environment: environment ?? `${prefix}_${isKey ? "API_KEY" : "ACCESS_TOKEN"}`,
    ...(trait.find("ambient") && { ambient: true }),
  };
  const parts = basic ? [part(basic.get("username")), part(basic.get("password"))] : [key];
  return {
    data: { option, parts },
    basic: basic !== undefined,
    login: token && login(service, token, regions),
  };
}

function login(
  service: Service,
  token: Cursor,
  regions: Cursor | undefined,
): CredentialView["login"] {
  const url = new URL(token.get("url").text());
  const parts = [part(token.get("clientId")), part(token.get("clientSecret"))];
  const own = token.find("errors")?.value;
  return {
    service: service.className,
    server: url.origin,
    path: url.pathname,
    ...(token.find("scopes") && { scopes: token.get("scopes").texts() }),
    ...(token.find("send") && { send: token.get("send").text() }),
    parts: parts as Part[] & JsonObject[],
    check: regions
      ? `${parts.map(({ option }) => option).join(", ")} and region`
      : parts.map(({ option }) => option).join(" and "),
    errors: [
      ...(Array.isArray(own) ? own.filter(isObject) : []),
      ...service.errors.map((form) => ({ ...form })),
    ],
    ...(service.requestIdHeader !== undefined && { requestIdHeader: service.requestIdHeader }),
  };
}

function part(at: Cursor): Part {
  return {
    option: at.get("option").text(),
    environment: at.get("environment").text(),
    ...(at.find("ambient") && { ambient: true }),
  };
}
