/** The status and headers of a response. */
export interface Head {
  readonly status: number;
  readonly headers: Headers;
}

/** A connection, for faults that affect it. */
export interface Transport {
  /** Ends the connection without a response; rejects if there is no connection, as `fetch` does. */
  reset(): Promise<Response>;
  /** Sends the head and `part` of the body, then ends the connection. */
  cutOff(head: Head, part: Uint8Array): Promise<Response>;
  /** Sends the head and `part` of the body, then nothing until `signal` ends it. */
  stall(head: Head, part: Uint8Array, signal: AbortSignal): Response;
}

/**
 * Without a connection: the same effects as seen through `fetch`.
 * @param onEndless called for a body without an end
 * @param left called when it is no longer read
 */
export function inMemory(onEndless: () => unknown, left: () => void): Transport {
  return {
    reset: () => Promise.reject(connectionReset()),
    cutOff: (head, part) => {
      const pieces = part.length > 0 ? [part] : [];
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          const piece = pieces.pop();
          if (piece) controller.enqueue(piece);
          else controller.error(connectionReset());
        },
      });
      return Promise.resolve(new Response(body, head));
    },
    stall: (head, part, signal) => {
      onEndless();
      const endable = (end: (reason: unknown) => void) => {
        const abort = () => {
          end(signal.reason);
        };
        signal.addEventListener("abort", abort, { once: true });
      };
      return stalled(head, part, endable, left);
    },
  };
}

/** A response whose body starts and never ends; it keeps no process alive. */
export function stalled(
  head: Head,
  part: Uint8Array,
  endable: (end: (reason: unknown) => void) => void = () => undefined,
  cancel: () => void = () => undefined,
): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      if (part.length > 0) controller.enqueue(part);
      endable((reason) => {
        controller.error(reason);
      });
    },
    cancel,
  });
  return new Response(body, head);
}

/** The `fetch` of Node and of browsers rejects with a TypeError when a connection breaks. */
function connectionReset(): Error {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}
