import type { Answer } from "../response/answer.js";
import type { Call, HttpRequest, Send } from "./types.js";
import { unexpected } from "../internal/call-error.js";

const largest = 5;
const moved = [301, 302, 303, 307, 308];

/**
 * Follows redirects within one origin, at most five. To another origin the credential would go
 * along in a header of the service's own, which `fetch` does not drop: those are not followed.
 * @throws UnexpectedResponseError
 */
export const redirectLayer =
  (next: Send): Send =>
  async (request, call) => {
    let current = request;
    let response = await next(current, call);
    for (let followed = 0; moved.includes(response.status); followed++) {
      const location = response.headers.get("location");
      if (location === null) break;
      const target = targetOf(current, response, call, location, followed);
      const { status } = response;
      const { method } = current;
      const get = status <= 303 && (status === 303 || method === "POST");
      current = {
        ...current,
        url: target,
        ...(get && { method: method === "HEAD" ? method : "GET", body: undefined }),
      };
      response = await next(current, call);
      response.redirected = true;
    }
    return response;
  };

function targetOf(
  request: HttpRequest,
  response: Answer,
  call: Call,
  location: string,
  followed: number,
): string {
  const stop = (what: string): Error =>
    unexpected(request, response, call, "redirect", `with a redirect ${what}`);
  if (!URL.canParse(location, request.url)) throw stop("to no address");
  const target = new URL(location, request.url);
  const { origin } = new URL(request.url);
  if (target.origin !== origin) {
    throw stop(`to ${target.origin}, not followed: the credential is for ${origin} only`);
  }
  if (followed === largest) throw stop(`after ${largest} others, not followed`);
  target.username = target.password = "";
  return target.href;
}
