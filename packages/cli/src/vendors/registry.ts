import type { ChargesDefinition, ChargeSource } from "@billkit/charges";
import type { Layer, Logger } from "@billkit/core";

/** Options of a connect function, by name. */
export type ConnectOptions = Readonly<
  Record<string, string | number | Logger | readonly Layer[] | undefined>
>;

/** Makes a vendor's source of charges from its connect options. */
export type OpenSource = (options: ConnectOptions) => ChargeSource;

/** What the commands need of a vendor before its package is loaded. */
export interface VendorEntry {
  /** Its name for readers. */
  readonly title: string;
  /** The environment variable of each connect option. */
  readonly variables: Readonly<Record<string, string>>;
  /** Connect options that are credentials. */
  readonly secrets: readonly string[];
  /** Loads the vendor's package. */
  readonly load: () => Promise<VendorModule>;
}

/** What a vendor's module here exports. */
export interface VendorModule {
  readonly open: OpenSource;
  /** How the vendor's answers become charges, for `verify`. */
  readonly definition: ChargesDefinition;
}

/** Every vendor by its name on the command line. */
export const vendors: ReadonlyMap<string, VendorEntry> = new Map([
  [
    "deepgram",
    entry(
      "Deepgram",
      { apiKey: "DEEPGRAM_API_KEY" },
      { baseUrl: "DEEPGRAM_BASE_URL" },
      () => import("./deepgram.js"),
    ),
  ],
  [
    "genesys-cloud",
    entry(
      "Genesys Cloud",
      {
        clientId: "GENESYSCLOUD_OAUTHCLIENT_ID",
        clientSecret: "GENESYSCLOUD_OAUTHCLIENT_SECRET",
        accessToken: "GENESYSCLOUD_ACCESS_TOKEN",
      },
      {
        region: "GENESYSCLOUD_REGION",
        baseUrl: "GENESYSCLOUD_BASE_URL",
        loginUrl: "GENESYSCLOUD_LOGIN_URL",
      },
      () => import("./genesys-cloud.js"),
    ),
  ],
]);

function entry(
  title: string,
  secrets: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string>>,
  load: VendorEntry["load"],
): VendorEntry {
  return {
    ...{ title, variables: { ...secrets, ...others }, secrets: Object.keys(secrets) },
    load,
  };
}

export const vendorNames: readonly string[] = [...vendors.keys()];

/** A vendor's name for readers. */
export function titleOf(vendor: string): string {
  return vendors.get(vendor)?.title ?? vendor;
}
