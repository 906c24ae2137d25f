import type { JsonObject } from "../../common/json.js";
import type { Cursor } from "../contract/cursor.js";
import type { Service } from "../contract/service.js";
import { readConnect } from "../traits/connect.js";
import { lowerFirst } from "./example.js";

/** The data of the template of connect. */
export function connectView(contract: Cursor, service: Service, vendor: string): JsonObject {
  const { title, credentials, parts, regions, addresses, loginUrl } = readConnect(
    contract,
    service,
    vendor,
  );
  const { baseUrl } = addresses;
  const members = (value: object): string => JSON.stringify(value).slice(1, -1);
  const { domains, ...settings } = regions?.object() ?? {};
  return {
    name: members({ name: title, baseUrl }),
    credentials: credentials.map(({ option, parts: own, isBasic, login }) => ({
      data: members({ option, parts: own }),
      isBasic,
      login: login !== undefined && JSON.stringify(login),
    })),
    usesBasic: credentials.some(({ isBasic }) => isBasic),
    usesLogin: credentials.some(({ login }) => login !== undefined),
    region: regions !== undefined && JSON.stringify(addresses.region),
    addresses: members({ ...settings, name: title, baseUrl, loginUrl }),
    domains: domains !== undefined && JSON.stringify(domains),
    hasLoginHost: regions?.find("loginHost") !== undefined,
    baseUrlDefault: regions ? baseUrl : `${baseUrl}, or else ${service.server}`,
    loginUrlDefault: baseUrl.replace(/BASE_URL$/, "LOGIN_URL"),
    regionsName: `${lowerFirst(service.className)}Regions`,
    parts: parts.map(({ option, environment }) => ({ option, environment })),
    environment: parts.map(({ environment }) => `\`${environment}\``).join(", "),
  };
}
