import { onAbort } from "./abort.js";
import { ignore } from "./ignore.js";

/** What is read of a body at most. */
export const largestBytes = 2 ** 25;

/** The whole body, or nothing if it is larger than `largestBytes`. */
export async function readAll(
  { body }: Response,
  signal: AbortSignal,
): Promise<ArrayBuffer | undefined> {
  if (!body) return new ArrayBuffer();
  const reader = body.getReader();
  const cancel = (): void => {
    reader.cancel().catch(ignore);
  };
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const off = onAbort(signal, cancel);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return joined(chunks, size);
      chunks.push(value);
      size += value.byteLength;
      if (size > largestBytes) {
        cancel();
        return undefined;
      }
    }
  } finally {
    off();
  }
}

/** A Blob would do it as well, and take as long as the rest of the reading. */
function joined(chunks: readonly Uint8Array[], size: number): ArrayBuffer {
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all.buffer;
}

/**
 * The text of a body. UTF-8 first, since JSON has no other encoding (RFC 8259, 8.1) and labels are
 * often wrong; then what the content type says. A byte order mark is dropped. What is neither is
 * undefined: replacement characters are not put into data.
 */
export function decode(bytes: ArrayBuffer, { headers }: Response): string | undefined {
  const label = /charset="?([^\s;"]+)/i.exec(String(headers.get("content-type")))?.[1];
  for (const encoding of ["utf-8", label]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this one, or one that the runtime does not know.
    }
  }
  return undefined;
}

/** The text of a body that is only shown. */
export const decodeLoosely = (bytes: ArrayBuffer, response: Response): string =>
  decode(bytes, response) ?? new TextDecoder().decode(bytes);
