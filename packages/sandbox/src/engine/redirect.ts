const redirects = [301, 302, 303, 307, 308];

/**
 * Follows or rejects redirects like `fetch`, according to the request (Fetch standard, section
 * 4.4); a Response created in memory doesn't do that.
 * @throws TypeError for a redirect that isn't allowed, has an invalid address, or is the 21st
 */
export async function withRedirects(
  first: Request,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  let request = first;
  for (let count = 0; count <= 20; count += 1) {
    const isFollowed = request.redirect === "follow";
    // A body can be sent once; a copy is kept for the next request.
    const again = isFollowed && !isBodiless(request) ? request.clone() : request;
    const response = await send(request);
    const location = response.headers.get("location");
    if (
      location === null ||
      !redirects.includes(response.status) ||
      request.redirect === "manual"
    ) {
      // As on a Response from the network; one created in memory has neither property.
      const url = { value: request.url.replace(/#.*/s, "") };
      return Object.defineProperties(response, { url, redirected: { value: count > 0 } });
    }
    if (!isFollowed) throw failed("unexpected redirect");
    if (!URL.canParse(location, request.url)) throw failed("the redirect has an invalid address");
    request = await redirected(again, response.status, new URL(location, request.url));
  }
  throw failed("redirect count exceeded");
}

async function redirected(request: Request, status: number, to: URL): Promise<Request> {
  const { method, redirect, signal } = request;
  const headers = new Headers(request.headers);
  if (to.origin !== new URL(request.url).origin) {
    for (const name of ["authorization", "cookie"]) headers.delete(name);
  }
  const isGet = (status === 303 && !isBodiless(request)) || (status <= 302 && method === "POST");
  if (isGet) {
    for (const name of ["content-type", "content-length", "content-encoding"]) headers.delete(name);
    return new Request(to, { headers, redirect, signal });
  }
  const body = isBodiless(request) ? null : await request.arrayBuffer();
  return new Request(to, { method, headers, redirect, signal, body });
}

function isBodiless({ method }: Request): boolean {
  return method === "GET" || method === "HEAD";
}

function failed(why: string): TypeError {
  return new TypeError("fetch failed", { cause: new Error(why) });
}
