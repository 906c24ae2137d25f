import { authorizeLayer } from "./authorize.js";
import type { Layer } from "./call.js";
import { logLayer } from "./log.js";
import { redirectLayer } from "./redirect.js";
import { retryLayer } from "./retry.js";
import { timeoutLayer } from "./timeout.js";

/**
 * A client's default layers, outermost first: log, retry, authorize, timeout, redirect. Returns a new
 * array; `defaultLayers().filter((layer) => layer !== retryLayer)` leaves one out.
 */
export const defaultLayers = (): Layer[] => [
  logLayer,
  retryLayer,
  authorizeLayer,
  timeoutLayer,
  redirectLayer,
];

/** Layers that never change headers in place and always return an Answer. */
const builtIn = new WeakSet<Layer>(defaultLayers());

export const isBuiltIn = (layer: Layer): boolean => builtIn.has(layer);

/** Marks a layer of ours as one that needs no copy of the headers. */
export function markBuiltIn(layer: Layer): Layer {
  builtIn.add(layer);
  return layer;
}
