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
export const redirectLayer = (next: Send): Send => {
  const send = (request: HttpRequest, call: Call, followed: number): Promise<Answer> =>
    // Without `await`, which would cost most calls a promise.
    next(request, call).then((answer) => {
      if (followed) answer.redirected = true;
      const { status, headers } = answer;
      const location = redirects.includes(status) ? headers.get("location") : null;
      if (location === null) return answer;
      const url = resolveLocation(request, answer, call, location, followed);
      const { method } = request;
      // 301 and 302 change POST only, 303 every method (Fetch standard, HTTP-redirect fetch, 12).
      const toGet = status <= 303 && (status === 303 || method === "POST");
      const get = toGet && { method: method === "HEAD" ? method : "GET", body: undefined };
      return send({ ...request, url, ...get }, call, followed + 1);
    });
  return (request, call) => send(request, call, 0);
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
