/** Which vendors the environment has credentials for, and what to set for the others. */
import type { Vendor } from "./bill.js";

type Environment = Readonly<Record<string, string | undefined>>;

interface VendorInfo {
  readonly title: string;
  /** Any of them means: this vendor's own service is wanted. */
  readonly credentials: readonly string[];
  /** What to set, in words. */
  readonly setting: string;
}

export const vendors: Readonly<Record<Vendor, VendorInfo>> = {
  deepgram: {
    title: "Deepgram",
    credentials: ["DEEPGRAM_API_KEY"],
    setting: "DEEPGRAM_API_KEY",
  },
  genesysCloud: {
    title: "Genesys Cloud",
    credentials: [
      "GENESYSCLOUD_OAUTHCLIENT_ID",
      "GENESYSCLOUD_OAUTHCLIENT_SECRET",
      "GENESYSCLOUD_ACCESS_TOKEN",
    ],
    setting: "GENESYSCLOUD_OAUTHCLIENT_ID, GENESYSCLOUD_OAUTHCLIENT_SECRET and GENESYSCLOUD_REGION",
  },
};

const order: readonly Vendor[] = ["deepgram", "genesysCloud"];

export function vendorsWithCredentials(env: Environment): Vendor[] {
  return order.filter((vendor) => vendors[vendor].credentials.some((name) => env[name]));
}

export function otherVendors(wanted: readonly Vendor[]): Vendor[] {
  return order.filter((vendor) => !wanted.includes(vendor));
}
