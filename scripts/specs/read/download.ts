import { messageOf, UserError, textOf } from "../../common/user-error.js";

export interface FetchLimits {
  /** For the whole download, redirects and body included. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MAX_REDIRECTS = 5;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
/** Hosts of the internal network, such as names without a dot. */
const PRIVATE =
  /^([^.:]+|.+\.(localhost|local|internal)|0(\.\d+){3}|127(\.\d+){3}|10(\.\d+){3}|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2}|169\.254(\.\d+){2}|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])(\.\d+){2}|\[(::1?|f[cd].*|fe[89ab].*|::ffff:.*|64:ff9b:.*)\])\.?$/;

/**
 * Downloads a description from an https address, or from http on this machine, once: no retries.
 * @throws {UserError} one line with the address and the reason
 */
export async function download(
  address: string,
  fetcher: typeof fetch,
  limits: FetchLimits,
): Promise<Uint8Array> {
  const url = checkAddress(address);
  try {
    const signal = AbortSignal.timeout(limits.timeoutMs);
    const response = await follow(url, fetcher, signal);
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`the server answered ${response.status}`);
    }
    return await readLimited(response.body ?? [], limits.maxBytes);
  } catch (cause) {
    const why = whyFetchFailed(cause, limits);
    throw new UserError(`${address}: cannot be fetched: ${why}; pass a copy with --from FILE`, {
      cause,
    });
  }
}

function checkAddress(address: string): URL {
  if (!URL.canParse(address)) throw new UserError(`${address}: not a valid address`);
  const url = new URL(address);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && LOOPBACK.test(url.hostname)))
    throw new UserError(`${address}: only https addresses are fetched`);
  if (url.username || url.password) {
    throw new UserError(`${url.host}: an address with a user name or password is not fetched`);
  }
  return url;
}

/** Follows redirects itself: each address is checked before it is requested. */
async function follow(first: URL, fetcher: typeof fetch, signal: AbortSignal): Promise<Response> {
  const headers = { accept: "application/yaml, application/json, */*;q=0.1" };
  let url = first;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await fetcher(url, { headers, signal, redirect: "manual" });
    if (!REDIRECTS.has(response.status)) return response;
    await response.body?.cancel();
    const location = response.headers.get("location") ?? "";
    if (!URL.canParse(location, url)) throw new Error("it redirects to no valid address");
    const next = new URL(location, url);
    if (next.protocol !== "https:" && next.origin !== url.origin)
      throw new Error("it redirects to an address that is not https");
    if (next.username || next.password)
      throw new Error("it redirects to an address with a user name or password");
    if (PRIVATE.test(next.hostname) && !PRIVATE.test(first.hostname))
      throw new Error(`it redirects to the private address ${next.host}`);
    url = next;
  }
  throw new Error(`it redirects more than ${MAX_REDIRECTS} times`);
}

/** @throws {Error} as soon as there are more bytes than that */
export async function readLimited(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.byteLength;
    if (length > maxBytes) throw new Error(`it is larger than ${maxBytes} bytes`);
    read.push(chunk);
  }
  return Buffer.concat(read);
}

/** undici's message is only "fetch failed"; the reason is in `cause`. */
function whyFetchFailed(error: unknown, limits: FetchLimits): string {
  if (textOf(error, "name") === "TimeoutError") return `no answer within ${limits.timeoutMs} ms`;
  const { cause } = error as { cause?: unknown };
  return messageOf(textOf(cause, "message") ? cause : error);
}
