import { wordsOf, type Rejected } from "../../engine/declared-refusal.js";
import type { JsonObject } from "../../engine/json.js";

/** The id and the message of a status. */
const known: Readonly<Record<number, readonly [string, string?]>> = {
  400: ["bad_request"],
  401: ["unauthorized", "Unable to authenticate you."],
  403: ["forbidden", "You do not have access for the attempted action."],
  404: ["not_found", "The resource you requested could not be found."],
  405: ["method_not_allowed"],
  413: ["payload_too_large"],
  422: ["unprocessable_entity"],
  429: ["too_many_requests", "API rate limit exceeded."],
};

/** DigitalOcean's form of an error: an id that follows from the status. */
export function digitaloceanError({ refusal, status, requestId }: Rejected): JsonObject {
  const [id, message = wordsOf(refusal).message] = known[status] ?? ["server_error"];
  return { id, message, request_id: requestId };
}
