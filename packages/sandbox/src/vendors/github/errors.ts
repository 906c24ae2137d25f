import { wordsOf, type Rejected } from "../../engine/declared-refusal.js";
import type { JsonObject } from "../../engine/json.js";

const messages: Readonly<Record<number, string>> = {
  401: "Bad credentials",
  403: "Resource not accessible by personal access token",
  404: "Not Found",
  429: "API rate limit exceeded",
};

/** GitHub's form of an error, which has no code. */
export function githubError({ refusal, status }: Rejected): JsonObject {
  const message =
    refusal.kind === "no-credential"
      ? "Requires authentication"
      : (messages[status] ?? wordsOf(refusal).message);
  return { message, documentation_url: "https://docs.github.com/rest", status: String(status) };
}
