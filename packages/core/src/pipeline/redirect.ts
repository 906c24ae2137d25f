import { unexpectedResponse } from "../internal/call-error.js";
import type { Answer } from "../response/answer.js";
import type { Call, HttpRequest, Send } from "./call.js";

export const maxRedirects = 5;
/** Statuses whose `Location` is followed. */
export const redirects = [301, 302, 303, 307, 308];

/**
 * Follows up to five redirects within one origin. It never follows one to another origin, because
 * the credential's header would be sent too: `fetch` drops only the `Authorization` header.
 * @throws UnexpectedResponseError
 */
export const redirectLayer =
  (next: Send): Send =>
  async (request, call) => {
    let current = request;
    let answer = await next(current, call);
    for (let followed = 0; redirects.includes(answer.status); followed++) {
      const location = answer.headers.get("location");
      if (location === null) break;
      const url = resolveLocation(current, answer, call, location, followed);
      const { status } = answer;
      const { method } = current;
      // 301 and 302 change POST only, 303 every method (Fetch standard, HTTP-redirect fetch, 12).
      const toGet = status <= 303 && (status === 303 || method === "POST");
      current = {
        ...current,
        url,
        ...(toGet && { method: method === "HEAD" ? method : "GET", body: undefined }),
      };
      answer = await next(current, call);
      answer.redirected = true;
    }
    return answer;
  };

function resolveLocation(
  request: HttpRequest,
  answer: Answer,
  call: Call,
  location: string,
  followed: number,
): string {
  const refuse = (what: string): Error =>
    unexpectedResponse(request, answer, call, "redirect", `with a redirect ${what}`);
  // Raw UTF-8 arrives as one character per byte.
  const decoded = /[\x80-\xff]/.test(location)
    ? new TextDecoder().decode(Uint8Array.from(location, (char) => char.charCodeAt(0)))
    : location;
  if (!URL.canParse(decoded, request.url)) throw refuse("to an invalid address");
  const target = new URL(decoded, request.url);
  const { origin } = new URL(request.url);
  if (target.origin !== origin) {
    throw refuse(`to ${target.origin}, not followed: the credential is for ${origin} only`);
  }
  if (followed === maxRedirects) throw refuse(`after ${maxRedirects} others, not followed`);
  target.username = target.password = "";
  return target.href;
}
