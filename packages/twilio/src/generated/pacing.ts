// Generated from the contract, do not edit: change the contract, then `npm run generate`.
// Apart from the index, so that who does not pace does not bundle it.
export { pacedLayers, pacingLayer, type PacingOptions, type Rate } from "@billkit/core/pacing";
