import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { messageOf, SpecsError, textOf, whyNoFile } from "./problems.js";

/** One description as it was read, before it is understood. */
export interface Source {
  /** The address, or the file's name without its folder: provenance must not tell of a machine. */
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
}

export interface FetchLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

const LIMITS: FetchLimits = { timeoutMs: 60_000, maxBytes: 64 * 1024 * 1024 };

/**
 * Reads a description from a file or an https address.
 * @throws {SpecsError} one line that says what could not be read and why
 */
export async function readSource(
  from: string,
  fetcher: typeof fetch = globalThis.fetch,
  limits: FetchLimits = LIMITS,
): Promise<Source> {
  const bytes = isAddress(from) ? await download(from, fetcher, limits) : await readLocal(from);
  return {
    name: isAddress(from) ? from : basename(from),
    text: decode(bytes, from),
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}

/** Whether a source is an address, of whatever scheme, rather than a file. */
export function isAddress(from: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(from);
}

function decode(bytes: Uint8Array, from: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new SpecsError(`${from}: not a description: it is not text in UTF-8`, { cause });
  }
}

async function readLocal(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new SpecsError(`${file}: cannot be read: ${whyNoFile(cause)}`, { cause });
  }
}

async function download(
  address: string,
  fetcher: typeof fetch,
  limits: FetchLimits,
): Promise<Uint8Array> {
  if (!URL.canParse(address)) throw new SpecsError(`${address}: not a valid address`);
  const url = new URL(address);
  if (url.protocol !== "https:")
    throw new SpecsError(`${address}: only https addresses are fetched`);
  if (url.username || url.password) {
    throw new SpecsError(`${url.host}: an address with a user name or password is not fetched`);
  }
  try {
    const response = await fetcher(url, {
      headers: { accept: "application/yaml, application/json, */*;q=0.1" },
      signal: AbortSignal.timeout(limits.timeoutMs),
    });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    if (response.url && new URL(response.url).protocol !== "https:") {
      throw new Error("it redirects to an address that is not https");
    }
    return await readLimited(response, limits.maxBytes);
  } catch (cause) {
    const hint = "give a copy with --from FILE";
    throw new SpecsError(
      `${address}: cannot be fetched: ${whyFetchFailed(cause, limits)}; ${hint}`,
      { cause },
    );
  }
}

async function readLimited(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      throw new Error(`it is larger than ${maxBytes} bytes`);
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

/** undici says only "fetch failed" and keeps the reason in `cause`. */
function whyFetchFailed(error: unknown, limits: FetchLimits): string {
  if (textOf(error, "name") === "TimeoutError") return `no answer within ${limits.timeoutMs} ms`;
  const { cause } = error as { cause?: unknown };
  return messageOf(textOf(cause, "message") ? cause : error);
}
