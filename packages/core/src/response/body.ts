import { offAbort, onAbort } from "../internal/scope.js";
import { ignore } from "../internal/noop.js";
import type { Running } from "../pipeline/call-state.js";

/** What is read of a body at most. */
export const largestBytes = 2 ** 25;

/** A body while it is read. */
interface Chunks {
  next(): Promise<{
    readonly done?: boolean | undefined;
    readonly value?: Uint8Array | string | undefined;
  }>;
  /** Gives up the connection. */
  cancel(): void;
}

/** A Node stream, as node-fetch has it. */
interface NodeStream extends AsyncIterable<Uint8Array | string> {
  destroy?(): void;
}

/**
 * Reads the whole body. Returns undefined if it is larger than `largestBytes`.
 *
 * A body that isn't a stream, as in React Native and in hand-made doubles, is measured once it has
 * been read, and an abort doesn't stop its download.
 */
export async function readAll(
  response: Pick<Response, "body">,
  call: Running,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const body = chunksOf(response.body);
  if (!body) {
    const all = await readAtOnce(response);
    return all.length > largestBytes ? undefined : all;
  }
  const reading = {
    abort: (): void => {
      body.cancel();
    },
  };
  const chunks: Uint8Array[] = [];
  let size = 0;
  const own = signal ? call.of(signal) : call;
  if (own) own.add(reading);
  else onAbort(signal, reading);
  try {
    for (;;) {
      const { done, value = "" } = await body.next();
      if (done) break;
      const chunk = typeof value === "string" ? new TextEncoder().encode(value) : value;
      chunks.push(chunk);
      size += chunk.length;
      if (size > largestBytes) {
        body.cancel();
        return undefined;
      }
    }
  } finally {
    own?.drop(reading);
    if (!own) offAbort(signal, reading);
  }
  return join(chunks, size);
}

/** Joins the parts of a body. */
export function join(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  // Most bodies come in one piece.
  if (chunks.length === 1) return chunks[0] as Uint8Array<ArrayBuffer>;
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

function chunksOf(body: Response["body"] | NodeStream | undefined): Chunks | undefined {
  if (!body) return undefined;
  if ("getReader" in body) {
    const reader = body.getReader();
    return {
      next: () => reader.read(),
      cancel: () => {
        reader.cancel().catch(ignore);
      },
    };
  }
  if (typeof body[Symbol.asyncIterator] !== "function") return undefined;
  const iterator = body[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    cancel: () => {
      // It also ends a read that waits, as `return` doesn't.
      if (body.destroy) body.destroy();
      else iterator.return?.().catch(ignore);
    },
  };
}

async function readAtOnce(response: Partial<Response>): Promise<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  if (response.arrayBuffer) {
    // React Native reads its own bodies as text only, before 0.73 (react-native#21209).
    const copy = response.clone?.();
    try {
      return new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      if (!copy) throw error;
      return encoder.encode(await copy.text());
    }
  }
  if (response.text) return encoder.encode(await response.text());
  return encoder.encode(response.json && JSON.stringify(await response.json()));
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
