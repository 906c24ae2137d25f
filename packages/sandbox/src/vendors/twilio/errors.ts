import { wordsOf, type Rejected } from "../../engine/declared-refusal.js";
import type { JsonObject } from "../../engine/json.js";

/** Most codes are the status after 20. */
const codes: Readonly<Record<number, number>> = { 400: 20001, 401: 20003 };

/** Twilio's form of an error: a code, and the address of its documentation. */
export function twilioError({ refusal, status }: Rejected): JsonObject {
  const code = codes[status] ?? 20_000 + status;
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  return { code, message: messageOf(refusal, status), more_info, status };
}

function messageOf(refusal: Rejected["refusal"], status: number): string {
  switch (status) {
    case 401:
      return refusal.kind === "no-credential"
        ? "Authentication Error - No credentials provided"
        : "Authenticate";
    case 403:
      return "Forbidden";
    case 404: {
      const [path] = refusal.kind === "no-such-path" ? refusal.path.split("?") : [];
      return `The requested resource ${path === undefined ? "" : `${path} `}was not found`;
    }
    case 429:
      return "Too Many Requests";
    default:
      return wordsOf(refusal).message;
  }
}
