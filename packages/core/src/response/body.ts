import { noop } from "../internal/noop.js";
import { redact } from "../internal/redact.js";
import type { Scope } from "../internal/scope.js";
import type { ReadBody } from "../request/operation.js";
import type { Call, ClientContext } from "../pipeline/call.js";
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
  abort(): void;
}

/** A Node stream, as node-fetch has it. */
interface NodeStream extends Partial<AsyncIterable<Uint8Array | string>> {
  destroy?(): void;
}

/**
 * Reads the whole body.
 * @returns undefined if it is larger than the client's limit
 */
export async function readBody(
  response: Response,
  call: Call,
  scope: Scope,
): Promise<Bytes | undefined> {
  const body = bodyChunks(response);
  scope.add(body);
  const buffer = new BodyBuffer(call.client);
  try {
    for (;;) {
      const { done, value = "" } = await body.next();
      if (done) return buffer.join();
      if (!buffer.add(toBytes(value))) {
        body.abort();
        return undefined;
      }
    }
  } finally {
    buffer.release();
    scope.remove(body);
  }
}

/** A part of a body: node-fetch can deliver text, and a double an ArrayBuffer or anything else. */
export function toBytes(chunk: Uint8Array | string): Uint8Array {
  if (typeof chunk === "string") return new TextEncoder().encode(chunk);
  // Of these, only a Uint8Array has `at`.
  return "at" in chunk ? chunk : new Uint8Array(chunk);
}

/** Collects the parts of one body, within the client's limits. */
export class BodyBuffer {
  readonly #client: Pick<ClientContext, "maxResponseBytes" | "reading">;
  readonly #chunks: Uint8Array[] = [];
  #size = 0;

  constructor(client: Pick<ClientContext, "maxResponseBytes" | "reading">) {
    this.#client = client;
  }

  /** @returns false if the body, or all that the client is reading, is larger than the limit */
  add(chunk: Uint8Array): boolean {
    const { maxResponseBytes, reading } = this.#client;
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    reading.bytes += chunk.length;
    return this.#size <= maxResponseBytes && reading.bytes <= shareOfOne * maxResponseBytes;
  }

  join(): Bytes {
    const chunks = this.#chunks;
    // Most bodies come in one piece.
    if (chunks.length === 1) return chunks[0] as Bytes;
    const all = new Uint8Array(this.#size);
    let at = 0;
    for (const chunk of chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }

  /** The client reads it no longer. */
  release(): void {
    this.#client.reading.bytes -= this.#size;
  }
}

/**
 * A body's parts. One that isn't a stream, as in React Native and in test doubles, is one part, and an
 * abort doesn't stop its download.
 */
export function bodyChunks(response: Response): Chunks {
  const body = response.body as Response["body"] | NodeStream | undefined;
  if (body && "getReader" in body) {
    const reader = body.getReader();
    return {
      next: () => reader.read(),
      abort: () => {
        reader.cancel().catch(noop);
      },
    };
  }
  const own = body?.[Symbol.asyncIterator]?.();
  const iterator = own ?? wholeBody(response);
  return {
    // A double's may throw, or return no promise.
    next: async () => iterator.next(),
    abort: () => {
      // Unlike `return`, this also ends a pending read.
      if (body?.destroy) body.destroy();
      else own?.return?.().catch(noop);
    },
  };
}

async function* wholeBody(response: Response): AsyncGenerator<Uint8Array, undefined> {
  yield await readAtOnce(response);
}

async function readAtOnce(response: Partial<Response>): Promise<Uint8Array> {
  if (response.arrayBuffer) {
    // React Native reads its own bodies as text only, before 0.73 (react-native#21209).
    const copy = response.clone?.();
    try {
      return new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      if (!copy) throw error;
      return toBytes(await copy.text());
    }
  }
  if (response.text) return toBytes(await response.text());
  return toBytes(response.json ? JSON.stringify(await response.json()) : "");
}

const utf8 = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true });

/**
 * The text of a body. UTF-8 first, since JSON has no other encoding (RFC 8259, 8.1) and labels are often
 * wrong; then the charset of the content type. A byte order mark is dropped.
 * @returns undefined if it is neither: data gets no replacement characters
 */
export function decode(bytes: Uint8Array, headers: Headers): string | undefined {
  try {
    return utf8.decode(bytes);
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

/** More than a secret's length, so that no part of one stays where a body is cut. */
const cutBytes = 16_384;

/** The text of a body for an error, without the call's secrets. */
export function describeBody(call: Call, bytes: Uint8Array, headers: Headers): string {
  const shown = bytes.subarray(0, maxShownBytes + cutBytes);
  const text = redact(call, decode(shown, headers) ?? new TextDecoder().decode(shown));
  return text.slice(0, shown.length < bytes.length ? -cutBytes : maxShownBytes);
}
