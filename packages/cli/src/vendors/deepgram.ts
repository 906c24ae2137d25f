import { deepgramCharges, deepgramChargesDefinition } from "@billkit/deepgram/charges";
import { connectDeepgram } from "billkit/deepgram";
import type { ConnectOptions } from "./registry.js";

export const open = (options: ConnectOptions) => deepgramCharges(connectDeepgram(options));

export const definition = deepgramChargesDefinition;
