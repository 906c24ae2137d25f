import { defaultLayers, logLayer, retryLayer, type Layer } from "../../src/index.js";

/** The default layers with a user's layer outside or inside retry. */
export const outside = (own: Layer): Layer[] => [logLayer, own, ...defaultLayers().slice(1)];
export const inside = (own: Layer): Layer[] => [
  logLayer,
  retryLayer,
  own,
  ...defaultLayers().slice(2),
];
