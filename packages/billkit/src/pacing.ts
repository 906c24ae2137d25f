export { pacedLayers, pacingLayer, type PacingOptions, type Rate } from "@billkit/core/pacing";
