import type { Answer } from "../response/answer.js";
import { decode } from "../response/body.js";
import type { Call } from "./types.js";
import { retryAfterMs } from "./retry-after.js";

/**
 * How long an answer asks to wait, in milliseconds: by `Retry-After`; only where there is no such
 * header by the message, if the contract says how a message tells it.
 */
export function askedMs(response: Answer, { client }: Call): number | undefined {
  const { headers } = response;
  const { service, clock } = client;
  if (headers.has("retry-after")) return retryAfterMs(headers, clock.now());
  for (const { message, retryAfterSeconds } of service.errors) {
    if (!message || !retryAfterSeconds) continue;
    try {
      const body: unknown = JSON.parse(String(decode(response.bytes, headers)));
      const said: unknown = Reflect.get(Object(body) as object, message);
      const ms = 1000 * Number(new RegExp(retryAfterSeconds).exec(String(said))?.[1]);
      if (ms > 0) return ms;
    } catch {
      // No JSON: no message either.
    }
  }
  return undefined;
}
