import { wordsOf, type Rejected } from "../../engine/declared-refusal.js";
import type { JsonObject } from "../../engine/json.js";

const messages: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not found",
  429: "Too many requests",
};

/** Datadog's form of an error: nothing but texts. */
export function datadogError({ refusal, status }: Rejected): JsonObject {
  return { errors: [messages[status] ?? wordsOf(refusal).message] };
}
