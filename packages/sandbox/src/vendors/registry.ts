import { deepgram, type DeepgramAccess } from "./deepgram/vendor.js";
import { genesysCloud, type GenesysCloudAccess } from "./genesys-cloud/vendor.js";

/** Every vendor's access, by the name of its folder under specs/. */
export interface VendorAccesses {
  readonly deepgram: DeepgramAccess;
  readonly "genesys-cloud": GenesysCloudAccess;
}

export type VendorName = keyof VendorAccesses;

/** In the order of their ports. */
export const vendors = { deepgram, "genesys-cloud": genesysCloud };

export const vendorNames: readonly VendorName[] = ["deepgram", "genesys-cloud"];
