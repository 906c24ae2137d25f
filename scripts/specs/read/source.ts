import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { download, type FetchLimits, readLimited } from "./download.js";
import { messageOf, UserError, whyNoFile } from "../../common/user-error.js";

/** One description as text, before it is parsed. */
export interface Source {
  /** The address, or the file's name without its folder: provenance must not contain a machine's paths. */
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
  /** The documents that its `$ref`s refer to, by address or by path from its folder. */
  readonly references?: readonly Source[];
}

const LIMITS: FetchLimits = { timeoutMs: 60_000, maxBytes: 64 * 1024 * 1024 };

/**
 * Reads a description from a file, which may be gzipped, or an https address.
 * @throws {UserError} one line with the source and the reason
 */
export async function readSource(
  from: string,
  fetcher: typeof fetch = globalThis.fetch,
  limits: FetchLimits = LIMITS,
): Promise<Source> {
  const bytes = isAddress(from)
    ? await download(from, fetcher, limits)
    : await readLocal(from, limits.maxBytes);
  return {
    name: isAddress(from) ? from : basename(from),
    text: decode(bytes, from),
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}

/** Whether a source is an address of any scheme, rather than a file. */
export function isAddress(from: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(from);
}

function decode(bytes: Uint8Array, from: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError(`${from}: not a description: it is not text in UTF-8`, { cause });
  }
}

async function readLocal(file: string, maxBytes: number): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readLimited(createReadStream(file), maxBytes);
  } catch (cause) {
    throw new UserError(`${file}: cannot be read: ${whyNoFile(cause)}`, { cause });
  }
  if (!file.endsWith(".gz")) return bytes;
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: maxBytes });
  } catch (cause) {
    const isTooLarge = (cause as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    const why = isTooLarge ? `it is larger than ${maxBytes} bytes` : messageOf(cause);
    throw new UserError(`${file}: cannot be unpacked: ${why}`, { cause });
  }
}
