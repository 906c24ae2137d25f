import { authorizeLayer } from "./authorize.js";
import type { Layer } from "./call.js";
import { logLayer } from "./attempt-event.js";
import { redirectLayer } from "./redirect.js";
import { retryLayer } from "./retry.js";
import { timeoutLayer } from "./timeout.js";

const transport = Symbol.for("billkit.transport");

/** Marks a layer that sends requests itself instead of passing them on. */
export const asTransport = (layer: Layer): Layer => Object.assign(layer, { [transport]: true });

/**
 * The layers that send requests themselves, such as `undiciLayer`. A login adds them to its own
 * layers, so that it uses the same proxy.
 */
export const transportLayers = (layers: readonly Layer[] = []): Layer[] =>
  layers.filter((layer) => transport in layer);

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

/** Layers of ours, which never change headers in place and always return an Answer. */
export const isBuiltIn = (layer: Layer): boolean =>
  defaultLayers().includes(layer) || transport in layer;
