export { pacedLayers, pacingLayer, type PacingOptions } from "./pacing-layer.js";
export type { Rate } from "./rate.js";
