import type { Layer } from "../call.js";
import { log } from "../logger.js";
import { outcome } from "./outcome.js";

/** Tells the client's logger how each call ended: `info` for a 2xx, `warn` otherwise. */
export const logLayer: Layer = (next) => async (request, call) => {
  const startedAt = call.client.clock.now();
  const answer = next(request, call);
  const fields = await outcome(answer, call, startedAt);
  log(call, fields.ok ? "info" : "warn", "call", fields);
  return answer;
};
