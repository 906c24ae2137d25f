import { defaultLayers, logLayer, retryLayer, type Layer } from "../../src/index.js";

/** The usual layers with one of a user's own outside retry, or inside it. */
export const outside = (own: Layer): Layer[] => [logLayer, own, ...defaultLayers().slice(1)];
export const inside = (own: Layer): Layer[] => [
  logLayer,
  retryLayer,
  own,
  ...defaultLayers().slice(2),
];
