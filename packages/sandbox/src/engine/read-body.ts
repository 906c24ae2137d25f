/**
 * The text of a request's body; undefined if it is longer than so many bytes.
 * @throws TypeError if `fatal` is asked for and it is no UTF-8.
 */
export async function readBody(
  request: Request,
  limitBytes: number,
  { fatal = false } = {},
): Promise<string | undefined> {
  // By the standard these have none; to ask for it makes the server's adapter build a request.
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
    // Read on to the end, since a refusal only reaches a client that has said everything.
    if (length <= limitBytes) chunks.push(value);
  }
  if (length > limitBytes) return undefined;
  const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("");
  return text + decoder.decode();
}

/** Undefined in Firefox, whose requests have no stream of their body. */
function streamOf({ body }: { readonly body?: Request["body"] }): Request["body"] | undefined {
  return body;
}
