import { genesysCloudCharges, genesysCloudChargesDefinition } from "@billkit/genesys-cloud/charges";
import { connectGenesysCloud } from "billkit/genesys-cloud";
import type { ConnectOptions } from "./registry.js";

export const open = (options: ConnectOptions) => genesysCloudCharges(connectGenesysCloud(options));

export const definition = genesysCloudChargesDefinition;
