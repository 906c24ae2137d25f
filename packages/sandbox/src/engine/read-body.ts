/**
 * The text of a request's body; undefined if it is longer than the limit.
 * @throws TypeError if `fatal` is set and it isn't UTF-8
 */
export async function readBody(
  request: Request,
  limitBytes: number,
  { fatal = false } = {},
): Promise<string | undefined> {
  // By the standard these have no body; reading one would make the server's adapter build a
  // request.
  if (request.method === "GET" || request.method === "HEAD") return "";
  const body = streamOf(request);
  if (body === null) return "";
  const decoder = new TextDecoder("utf-8", { fatal });
  if (body === undefined) {
    const bytes = await request.arrayBuffer();
    return bytes.byteLength > limitBytes ? undefined : decoder.decode(bytes);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (const reader = body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    // Reads to the end, because a client gets the rejection only after it has sent everything.
    if (length <= limitBytes) chunks.push(value);
  }
  if (length > limitBytes) return undefined;
  const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("");
  return text + decoder.decode();
}

/** Undefined in Firefox, where a Request has no body stream. */
function streamOf({ body }: { readonly body?: Request["body"] }): Request["body"] | undefined {
  return body;
}
