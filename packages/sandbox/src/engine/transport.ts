/** The status line and headers of an answer. */
export interface Head {
  readonly status: number;
  readonly headers: Headers;
}

/** A connection, for what goes wrong on it. */
export interface Transport {
  /** Ends the connection without an answer; rejects where there is none, as `fetch` does. */
  reset(): Promise<Response>;
  /** Sends the head and `part` of the body, then ends the connection. */
  cutOff(head: Head, part: Uint8Array): Promise<Response>;
  /** Sends the head and `part` of the body, then nothing until `signal` ends it. */
  stall(head: Head, part: Uint8Array, signal: AbortSignal): Response;
}

/**
 * No connection at all: the same as seen through `fetch`.
 * @param held Called for a body without an end
 * @param left Called when that is read no more
 */
export function inMemory(held: () => unknown, left: () => void): Transport {
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
      held();
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

/** An answer whose body begins and does not end by itself; it keeps no process alive. */
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

/** Node's and a browser's `fetch` alike reject with a TypeError when a connection breaks. */
function connectionReset(): Error {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}
