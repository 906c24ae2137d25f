/** A separate entry, and the only file that imports undici, an optional peer dependency. */
import { Agent, interceptors, type Dispatcher } from "undici";
import { ConfigurationError } from "../errors.js";
import { unexpectedResponse, type Received } from "../internal/call-error.js";
import { formatValue } from "../internal/format.js";
import { refuseUnknown } from "../client/check-options.js";
import type { Answer, Bytes } from "../response/answer.js";
import { BodyBuffer } from "../response/body.js";
import { answerOf, isLarge, ownTurn } from "../response/read-response.js";
import { callState, scopeOf, type Call, type HttpRequest, type Layer } from "./call.js";
import { asTransport } from "./default-layers.js";
import { connectionError } from "./fetch.js";

type Handler = Dispatcher.DispatchHandler;

/** What `undiciLayer` takes. */
export interface UndiciOptions {
  /**
   * An undici 7 dispatcher, such as `new ProxyAgent(url)` or `new Agent({ connections: 8 })`. Close it
   * yourself. undici's global one is `getGlobalDispatcher()`.
   * @default an `Agent` of the layer's own: a pool of connections per origin, kept alive for 4 s
   */
  readonly dispatcher?: Dispatcher | undefined;
}

/**
 * An innermost layer that sends with undici 7 instead of `fetch`: `layers: [...defaultLayers(),
 * undiciLayer({ dispatcher: new ProxyAgent(url) })]`. The client's `fetch` and `fetchOptions`
 * aren't used then. Logins use it too. Clients that share the layer share its connections.
 *
 * undici's interceptor decompresses gzip and brotli; the size limit counts decompressed bytes. Only
 * the call's own limits end a request: undici's timeouts for headers and body are off. Its timeout
 * for connecting (10 s by default) stays: it also ends a connection attempt whose call was aborted.
 *
 * @throws ConfigurationError for an unknown or invalid option
 */
export function undiciLayer(options: UndiciOptions = {}): Layer {
  const fail = (option: string, problem: string): Error =>
    new ConfigurationError(`undiciLayer: ${option} ${problem}`, { option });
  if (Object(options) !== options) throw fail("options", "must be an object");
  refuseUnknown(options, ["dispatcher"], fail);
  const { dispatcher = new Agent() } = options;
  // JavaScript callers can pass anything.
  if (typeof (dispatcher as Partial<Dispatcher> | null)?.dispatch !== "function") {
    const allowed = "a dispatcher of undici 7, such as new ProxyAgent(url)";
    throw fail("dispatcher", `is ${formatValue(dispatcher)}; allowed: ${allowed}`);
  }
  const send = async (request: HttpRequest, call: Call): Promise<Answer> => {
    (request.signal ?? callState(call)).throwIfAborted();
    return new Promise((resolve, reject) => {
      const { handler, fail } = read(request, call, resolve, reject);
      try {
        dispatcher.dispatch(dispatchOptions(request), decompressing(handler));
      } catch (error) {
        fail(error);
      }
    });
  };
  return asTransport(() => send);
}

function dispatchOptions(request: HttpRequest): Dispatcher.DispatchOptions {
  const { origin, pathname, search } = new URL(request.url);
  const { method, body = null } = request;
  const headers: string[] = [];
  request.headers.forEach((value, name) => headers.push(name, value));
  if (!request.headers.has("accept-encoding")) headers.push("accept-encoding", "gzip, br");
  const path = pathname + search;
  return { origin, path, method, headers, body, headersTimeout: 0, bodyTimeout: 0 };
}

/**
 * Skips informational answers, and puts undici's interceptor before a body that is compressed. Around
 * each request, the interceptor would fail at early hints (undici 7.30) and at a body that is empty.
 */
function decompressing(handler: Handler): Handler {
  let target = handler;
  let begin: ((body: boolean) => void) | undefined;
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onResponseStart(controller, status, headers, statusText) {
      begin = (body) => {
        begin = undefined;
        if (body) target = decompressor(handler, controller);
        target.onResponseStart?.(controller, status, headers, statusText);
      };
      if (status >= 200 && !headers["content-encoding"]) begin(false);
    },
    onResponseData(controller, chunk) {
      begin?.(true);
      target.onResponseData?.(controller, chunk);
    },
    onResponseEnd(controller, trailers) {
      begin?.(false);
      target.onResponseEnd?.(controller, trailers);
    },
    onResponseError: (controller, error) => target.onResponseError?.(controller, error),
  };
}

/** undici's interceptor wraps a handler only on the way to a dispatcher. */
function decompressor(handler: Handler, controller: Dispatcher.DispatchController): Handler {
  let wrapped = handler;
  // An error's body is read as well.
  interceptors.decompress({ skipErrorResponses: false })((_, wrapper) => {
    wrapped = wrapper;
    return true;
  })({ path: "/", method: "GET" }, handler);
  wrapped.onRequestStart?.(controller, {});
  return wrapped;
}

/** Reads one response, until the call ends or `fail` ends it. */
function read(
  request: HttpRequest,
  call: Call,
  resolve: (answer: Promise<Answer>) => void,
  reject: (reason: unknown) => void,
): { readonly handler: Handler; readonly fail: (error: unknown) => void } {
  const { url } = request;
  const scope = scopeOf(request, call);
  const buffer = new BodyBuffer(call.client);
  let received: Received;
  let ended = false;
  /** There is none before a connection is made. */
  let connected: Dispatcher.DispatchController | undefined;

  const end = (settle: () => void): void => {
    if (ended) return;
    ended = true;
    scope.remove(abortable);
    buffer.release();
    settle();
  };
  const finish = (bytes?: Bytes): void => {
    end(() => {
      const turn = isLarge(bytes) ? ownTurn(request) : Promise.resolve();
      resolve(turn.then(() => answerOf(request, received, call, bytes)));
    });
  };
  const abortable = {
    abort: (reason: unknown): void => {
      end(() => {
        reject(reason);
      });
      connected?.abort(new Error("aborted"));
    },
  };
  scope.add(abortable);
  const fail = (error: unknown): void => {
    end(() => {
      reject(connectionError(request, call, error));
    });
  };

  const handler: Handler = {
    onRequestStart(controller) {
      connected = controller;
      if (ended) controller.abort(new Error("aborted"));
    },
    onResponseStart(controller, status, parsed, statusText = "") {
      const { rawHeaders } = controller;
      const fields = Array.isArray(rawHeaders) ? rawHeaders : Object.entries(parsed).flat();
      received = { status, statusText, headers: toHeaders(fields), url, redirected: false };
      if (status <= 599) return;
      const what = "which isn't an HTTP status";
      abortable.abort(unexpectedResponse(request, received, call, "status", what));
    },
    onResponseData(_, chunk) {
      if (ended) return;
      const { buffer: bytes, byteOffset, length } = chunk;
      if (buffer.add(new Uint8Array(bytes, byteOffset, length))) return;
      finish();
      connected?.abort(new Error("too large"));
    },
    onResponseEnd() {
      if (!ended) finish(buffer.join());
    },
    onResponseError: (_, error) => {
      fail(error);
    },
  };
  return { handler, fail };
}

/** From names, each with its value or values, as bytes or text; in Headers each character is one byte. */
function toHeaders(fields: readonly unknown[]): Headers {
  const headers = new Headers();
  const bytes = (text: unknown): string => Buffer.from(text as string).toString("latin1");
  for (let at = 0; at < fields.length; at += 2) {
    for (const value of [fields[at + 1]].flat()) headers.append(bytes(fields[at]), bytes(value));
  }
  return headers;
}
