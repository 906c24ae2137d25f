import { wordsOf, type Rejected } from "../../engine/declared-refusal.js";
import type { JsonObject } from "../../engine/json.js";

/** OpenAI's form of an error; many have no code. */
export function openaiError({ refusal, status }: Rejected): JsonObject {
  const error = (message: string, code: string | null = null, param: string | null = null) => ({
    error: { message, type: typeOf(status), param, code },
  });
  if (refusal.kind === "bad-parameter") {
    return error(wordsOf(refusal).message, parameterCodes[refusal.reason], refusal.parameter);
  }
  switch (status) {
    case 401:
      return refusal.kind === "no-credential"
        ? error("You didn't provide an API key.")
        : error("Incorrect API key provided.", "invalid_api_key");
    case 403:
      return error("You have insufficient permissions for this operation.");
    case 404: {
      const [path = ""] = refusal.kind === "no-such-path" ? refusal.path.split("?") : [];
      return error(`Invalid URL${path === "" ? "" : ` (${path})`}`);
    }
    case 429:
      return error("Rate limit reached.", "rate_limit_exceeded");
    default:
      return error(wordsOf(refusal).message);
  }
}

const parameterCodes = {
  missing: "missing_required_parameter",
  undeclared: "unknown_parameter",
  date: "invalid_value",
  value: "invalid_value",
};

function typeOf(status: number): string {
  if (status === 429) return "requests";
  return status >= 500 ? "server_error" : "invalid_request_error";
}
