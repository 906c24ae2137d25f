// Generated from the contract, do not edit: change the contract, then `npm run generate`.
// Separate from the index, so that only programs that use pacing bundle it.
export { pacedLayers, pacingLayer, type PacingOptions, type Rate } from "@billkit/core/pacing";
