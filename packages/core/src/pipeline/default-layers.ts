import type { Layer } from "./types.js";
import { authorizeLayer } from "./authorize.js";
import { logLayer } from "./log.js";
import { redirectLayer } from "./redirect.js";
import { retryLayer } from "./retry.js";
import { timeoutLayer } from "./timeout.js";

/**
 * A client's usual layers, outermost first: log, retry, authorize, timeout, redirect. A new array
 * each time; `defaultLayers().filter((layer) => layer !== retryLayer)` leaves one out.
 */
export const defaultLayers = (): Layer[] => [
  logLayer,
  retryLayer,
  authorizeLayer,
  timeoutLayer,
  redirectLayer,
];
