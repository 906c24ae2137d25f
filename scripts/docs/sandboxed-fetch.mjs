/**
 * Loaded before a snippet: sends a call to a vendor's public address to the sandbox.
 * BILLKIT_SANDBOXED has the sandbox's address for each public one.
 */
const origins = JSON.parse(process.env.BILLKIT_SANDBOXED);
const { fetch } = globalThis;

globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const origin = Object.keys(origins).find((published) => request.url.startsWith(`${published}/`));
  if (origin === undefined) return fetch(request);
  const url = origins[origin] + request.url.slice(origin.length);
  const response = await fetch(new Request(url, request));
  if (!response.headers.get("content-type")?.includes("json")) return response;
  // Links to further pages have the sandbox's address, to which the client wouldn't send its credential.
  const body = (await response.text()).replaceAll(origins[origin], origin);
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(body, { status: response.status, headers });
};
