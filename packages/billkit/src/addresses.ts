import { ConfigurationError } from "@billkit/core";
import { environment, given } from "./environment.js";
import { genesysCloudRegions, type GenesysCloudRegion } from "./regions.js";

/** Addresses of an organization's API and login. */
export interface AddressOptions {
  /** One of the 18 regions, by AWS name. @default GENESYSCLOUD_REGION */
  readonly region?: GenesysCloudRegion | undefined;
  /** Instead of `region`: the domain of the addresses, e.g. `mypurecloud.ie`. */
  readonly domain?: string | undefined;
  /** Instead of the region's. @default GENESYSCLOUD_BASE_URL, unless `region` or `domain` is given */
  readonly baseUrl?: string | undefined;
  /** Instead of the region's. @default GENESYSCLOUD_LOGIN_URL, unless `region` or `domain` is given */
  readonly loginUrl?: string | undefined;
}

/**
 * Reads the addresses from the options, then from the environment. A region option wins over an address
 * in the environment: credentials of one region must not go to another.
 *
 * @throws ConfigurationError for an unknown region, or for both a region and a domain
 */
export function addresses(options: AddressOptions): {
  readonly baseUrl: string | undefined;
  readonly loginUrl: string | undefined;
} {
  const [region, domain] = [given<string>(options.region), given(options.domain)];
  if (region && domain) throw wrong("domain", "pass either region or domain, not both");
  const chosen = domain ?? (region && domainOf(region, "region"));
  if (chosen && !/^[\w-]+(\.[\w-]+)+$/.test(chosen)) {
    throw wrong(
      "domain",
      `domain is ${JSON.stringify(chosen)}; allowed: a name such as mypurecloud.ie`,
    );
  }
  const at = (host: string, option: string | undefined, variable: string): string | undefined => {
    if (option) return option;
    const address = environment(variable);
    const ending = chosen ?? (address ? undefined : environmentDomain());
    return ending ? `https://${host}.${ending}` : address;
  };
  return {
    baseUrl: at("api", options.baseUrl, "GENESYSCLOUD_BASE_URL"),
    loginUrl: at("login", options.loginUrl, "GENESYSCLOUD_LOGIN_URL"),
  };
}

function environmentDomain(): string | undefined {
  const region = environment("GENESYSCLOUD_REGION");
  return region && domainOf(region, "GENESYSCLOUD_REGION");
}

function domainOf(region: string, source: string): string {
  if (isKnown(region)) return genesysCloudRegions[region];
  const known = Object.keys(genesysCloudRegions).join(", ");
  throw wrong("region", `${source} is ${JSON.stringify(region)}; known: ${known}`);
}

function isKnown(region: string): region is GenesysCloudRegion {
  return Object.hasOwn(genesysCloudRegions, region);
}

function wrong(option: string, problem: string): ConfigurationError {
  return new ConfigurationError(`Genesys Cloud: ${problem}`, { option });
}
