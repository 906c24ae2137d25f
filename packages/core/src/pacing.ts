export { pacedLayers, pacingLayer, type PacingOptions } from "./layers/pacing.js";
export type { Rate } from "./layers/rate.js";
