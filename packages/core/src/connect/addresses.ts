import { ConfigurationError } from "../errors.js";
import { environment, given } from "./environment.js";

/** Addresses of a service by region; generated from `x-billkit-connect`. */
export interface RegionDefinition {
  /** The vendor's name, for messages. */
  readonly name: string;
  /** The environment variable that names a region. */
  readonly environment: string;
  /** Domains by region. */
  readonly domains: Readonly<Record<string, string>>;
  /** The host of the API in a domain, such as `api`; of the login, if there is one. */
  readonly host: string;
  readonly loginHost?: string;
  /** Environment variables with other addresses. */
  readonly baseUrl: string;
  readonly loginUrl?: string;
}

/** The addresses of one client. */
export interface Addresses {
  readonly baseUrl: string | undefined;
  readonly loginUrl: string | undefined;
}

/** Reads addresses from the options and the environment. */
export interface AddressReader {
  /** Options of its own. */
  readonly options: readonly string[];
  read(options: Readonly<Record<string, unknown>>): Addresses;
  /** @throws ConfigurationError if there is no base URL */
  check(baseUrl: string | undefined): void;
}

/**
 * Reads the addresses from the options `region`, `domain`, `baseUrl` and `loginUrl`, then from the
 * environment. A region option wins over an address in the environment: credentials of one region must
 * not go to another.
 */
export function regionAddresses(definition: RegionDefinition): AddressReader {
  const { name, domains, host, loginHost } = definition;
  const wrong = (option: string, problem: string): ConfigurationError =>
    new ConfigurationError(`${name}: ${problem}`, { option });
  const domainOf = (region: string, source: string): string => {
    const domain = Object.hasOwn(domains, region) ? domains[region] : undefined;
    if (domain !== undefined) return domain;
    const known = Object.keys(domains).join(", ");
    throw wrong("region", `${source} is ${JSON.stringify(region)}; known: ${known}`);
  };
  return {
    options: ["region", "domain", ...(loginHost === undefined ? [] : ["loginUrl"])],
    read(options) {
      const text = (option: string): string | undefined => given(options[option]) as string;
      const [region, domain] = [text("region"), text("domain")];
      if (region && domain) throw wrong("domain", "pass either region or domain, not both");
      const chosen = domain ?? (region && domainOf(region, "region"));
      if (chosen && !/^[\w-]+(\.[\w-]+)+$/.test(chosen)) {
        const example = Object.values(domains)[0] ?? "";
        throw wrong(
          "domain",
          `domain is ${JSON.stringify(chosen)}; allowed: a name such as ${example}`,
        );
      }
      const at = (prefix: string, option: string, variable: string): string | undefined => {
        const own = text(option);
        if (own) return own;
        const address = environment(variable);
        const named = environment(definition.environment);
        const ending =
          chosen ?? (address || !named ? undefined : domainOf(named, definition.environment));
        return ending ? `https://${prefix}.${ending}` : address;
      };
      return {
        baseUrl: at(host, "baseUrl", definition.baseUrl),
        loginUrl: loginHost && at(loginHost, "loginUrl", definition.loginUrl ?? ""),
      };
    },
    check(baseUrl) {
      if (baseUrl) return;
      const how = `pass region or domain or set ${definition.environment}`;
      throw wrong("region", `no region; ${how}`);
    },
  };
}
