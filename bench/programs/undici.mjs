import { defaultLayers } from "@billkit/core";
import { undiciLayer } from "@billkit/core/undici";
import { Agent } from "undici";
import * as billkit from "./billkit.mjs";

/** The client of billkit.mjs, sending by undici instead of fetch. */
const withUndici = (client) => (options) => {
  const layers = [...defaultLayers(), undiciLayer({ dispatcher: new Agent() })];
  return client({ ...options, layers });
};
export const deepgram = withUndici(billkit.deepgram);
export const genesysCloud = withUndici(billkit.genesysCloud);
