import { noop } from "../internal/noop.js";
import { Scope } from "../internal/scope.js";
import type { ReadBody } from "../request/operation.js";
import { callState, type Call, type ClientContext } from "../pipeline/call.js";
import type { Bytes } from "./answer.js";

/** All responses that a client reads at once can have this many times `maxResponseBytes`. */
const shareOfOne = 8;

/** The parts of a body as they arrive. */
interface Chunks {
  next(): Promise<{
    readonly done?: boolean | undefined;
    readonly value?: Uint8Array | string | undefined;
  }>;
  /** Closes the connection. */
  cancel(): void;
}

/** A Node stream, as node-fetch has it. */
interface NodeStream extends AsyncIterable<Uint8Array | string> {
  destroy?(): void;
}

/**
 * Reads the whole body.
 *
 * A body that isn't a stream, as in React Native and in test doubles, is measured once it has been
 * read, and an abort doesn't stop its download.
 * @returns undefined if it is larger than the client's limit
 */
export async function readBody(
  response: Pick<Response, "body">,
  call: Call,
  signal: AbortSignal | undefined,
): Promise<Bytes | undefined> {
  const body = chunksOf(response.body);
  if (!body) {
    const all = await readAtOnce(response);
    return all.length > call.client.maxResponseBytes ? undefined : all;
  }
  const canceling = {
    abort: (): void => {
      body.cancel();
    },
  };
  const scope = Scope.of(signal ?? callState(call));
  scope.add(canceling);
  const buffer = new BodyBuffer(call.client);
  try {
    for (;;) {
      const { done, value = "" } = await body.next();
      if (done) break;
      if (!buffer.add(typeof value === "string" ? new TextEncoder().encode(value) : value)) {
        body.cancel();
        return undefined;
      }
    }
    return buffer.join();
  } finally {
    buffer.release();
    scope.remove(canceling);
  }
}

/** Collects the parts of one body, within the client's limits. */
export class BodyBuffer {
  readonly #limits: Pick<ClientContext, "maxResponseBytes" | "reading">;
  readonly #chunks: Uint8Array[] = [];
  #size = 0;

  constructor(limits: Pick<ClientContext, "maxResponseBytes" | "reading">) {
    this.#limits = limits;
  }

  /** @returns false if the body, or all that the client is reading, is larger than the limit */
  add(chunk: Uint8Array): boolean {
    const { maxResponseBytes, reading } = this.#limits;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    reading.bytes += chunk.length;
    return this.#size <= maxResponseBytes && reading.bytes <= shareOfOne * maxResponseBytes;
  }

  join(): Bytes {
    // Most bodies come in one piece.
    if (this.#chunks.length === 1) return this.#chunks[0] as Bytes;
    const all = new Uint8Array(this.#size);
    let at = 0;
    for (const chunk of this.#chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }

  /** The client reads it no longer. */
  release(): void {
    this.#limits.reading.bytes -= this.#size;
    this.#size = 0;
  }
}

/** A body's parts; undefined if it isn't a stream. */
function chunksOf(body: Response["body"] | NodeStream | undefined): Chunks | undefined {
  if (!body) return undefined;
  if ("getReader" in body) {
    const reader = body.getReader();
    return {
      next: () => reader.read(),
      cancel: () => {
        reader.cancel().catch(noop);
      },
    };
  }
  if (typeof body[Symbol.asyncIterator] !== "function") return undefined;
  const iterator = body[Symbol.asyncIterator]();
  return {
    next: () => iterator.next(),
    cancel: () => {
      // Unlike `return`, this also ends a pending read.
      if (body.destroy) body.destroy();
      else iterator.return?.().catch(noop);
    },
  };
}

/** A body's parts; a body that isn't a stream, as in React Native, is one part. */
export function bodyChunks(response: Response): Chunks {
  let isRead = false;
  return (
    chunksOf(response.body) ?? {
      async next() {
        if (isRead) return { done: true };
        isRead = true;
        return { value: await readAtOnce(response) };
      },
      cancel: noop,
    }
  );
}

async function readAtOnce(response: Partial<Response>): Promise<Bytes> {
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
 * The text of a body. UTF-8 first, since JSON has no other encoding (RFC 8259, 8.1) and labels are often
 * wrong; then the charset of the content type. A byte order mark is dropped.
 * @returns undefined if it is neither: data gets no replacement characters
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
    // Not this one, or one that the runtime doesn't have.
  }
  return undefined;
}

/** A result as a string. */
export const textBody: ReadBody = decode;

/** A result as an ArrayBuffer. */
export const bytesBody: ReadBody = (bytes) => bytes.slice().buffer;

/** The most bytes of a body that an error shows. */
export const maxShownBytes = 262_144;

/** The text of a body for an error. */
export function decodeLoosely(bytes: Uint8Array, headers: Headers): string {
  const shown = bytes.subarray(0, maxShownBytes);
  return decode(shown, headers) ?? new TextDecoder().decode(shown);
}
