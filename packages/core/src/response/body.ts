import { offAbort, onAbort } from "../internal/scope.js";
import { ignore } from "../internal/noop.js";
import type { Running } from "../pipeline/call-state.js";

/** What is read of a body at most. */
export const largestBytes = 2 ** 25;

/** The whole body, or nothing if it is larger than `largestBytes`. */
export async function readAll(
  body: Response["body"] | undefined,
  call: Running,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let all = new Uint8Array();
  if (!body) return all;
  const reader = body.getReader();
  const reading = {
    abort: (): void => {
      reader.cancel().catch(ignore);
    },
  };
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const own = signal ? call.of(signal) : call;
  if (own) own.add(reading);
  else onAbort(signal, reading);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      size += value.length;
      if (size > largestBytes) {
        reading.abort();
        return undefined;
      }
    }
  } finally {
    own?.drop(reading);
    if (!own) offAbort(signal, reading);
  }
  // Most come in one piece.
  if (chunks.length === 1) return chunks[0];
  all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/**
 * The text of a body. UTF-8 first, since JSON has no other encoding (RFC 8259, 8.1) and labels are
 * often wrong; then what the content type says. A byte order mark is dropped. What is neither is
 * undefined: replacement characters are not put into data.
 */
export function decode(bytes: Uint8Array, headers: Headers): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Another encoding.
  }
  try {
    const label = /charset="?([^\s;"]+)/i.exec(String(headers.get("content-type")))?.[1];
    return label && new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    // Not this one, or one that the runtime does not know.
  }
  return undefined;
}

/** The text of a body that is only shown. */
export const decodeLoosely = (bytes: Uint8Array, headers: Headers): string =>
  decode(bytes, headers) ?? new TextDecoder().decode(bytes);
