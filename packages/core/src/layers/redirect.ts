import type { Layer } from "../call.js";
import { unexpected } from "../failure.js";

const largest = 5;

/**
 * Follows redirects within one origin, at most five. To another origin the credential would go
 * along in a header of the service's own, which `fetch` does not drop: those are not followed.
 * @throws UnexpectedResponseError
 */
export const redirectLayer: Layer = (next) => async (request, call) => {
  let current = request;
  for (let followed = 0; ; followed++) {
    const response = await next(current.body ? current.clone() : current, call);
    const { status } = response;
    const location = response.headers.get("location");
    if (![301, 302, 303, 307, 308].includes(status) || location === null) {
      if (followed) Object.defineProperty(response, "redirected", { value: true });
      return response;
    }
    const stop = (what: string): Error =>
      unexpected(current, response, call, "redirect", `with a redirect ${what}`);
    if (!URL.canParse(location, current.url)) throw stop("to no address");
    const target = new URL(location, current.url);
    const { origin } = new URL(current.url);
    if (target.origin !== origin) {
      throw stop(`to ${target.origin}, not followed: the credential is for ${origin} only`);
    }
    if (followed === largest) throw stop(`after ${largest} others, not followed`);
    target.username = target.password = "";
    const get = status <= 303 && (status === 303 || current.method === "POST");
    current = new Request(target, {
      method: get && current.method !== "HEAD" ? "GET" : current.method,
      headers: current.headers,
      body: get || !current.body ? null : await current.clone().arrayBuffer(),
      signal: current.signal,
    });
  }
};
