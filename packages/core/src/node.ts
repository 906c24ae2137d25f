/** An entry of its own, for Node alone: requests by `node:http`, which takes a third of `fetch`'s time. */
import { Agent as PlainAgent, request as plain, type IncomingMessage } from "node:http";
import { Agent as SecureAgent, request as secure } from "node:https";
import { onAbort, offAbort } from "./abort.js";
import type { Answer } from "./answer.js";
import { largestBytes } from "./body.js";
import type { Call, HttpRequest, Layer } from "./call.js";
import { check, lost } from "./exchange.js";
import { running } from "./running.js";
import { builtIn } from "./service-client.js";

/** What `nodeLayer` takes. */
export interface NodeOptions {
  /** Connections at a time to one origin. @default Infinity */
  readonly maxSockets?: number;
}

/**
 * A last layer that sends by `node:http` instead of `fetch`, over connections that are kept open:
 * `layers: [...defaultLayers(), nodeLayer()]`.
 */
export function nodeLayer({ maxSockets = Infinity }: NodeOptions = {}): Layer {
  const agents = {
    "http:": new PlainAgent({ keepAlive: true, maxSockets }),
    "https:": new SecureAgent({ keepAlive: true, maxSockets }),
  };
  const send = (request: HttpRequest, call: Call): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const url = new URL(request.url);
      const isSecure = url.protocol === "https:";
      const { method, signal, body } = request;
      const headers: Record<string, string> = {};
      request.headers.forEach((value, name) => (headers[name] = value));
      const sent = (isSecure ? secure : plain)(
        url,
        { method, headers, agent: agents[isSecure ? "https:" : "http:"] },
        (message) => {
          const chunks: Buffer<ArrayBuffer>[] = [];
          let size = 0;
          const end = (bytes: Uint8Array<ArrayBuffer> | undefined): void => {
            free();
            try {
              resolve(check(request, answered(request, message), call, bytes));
            } catch (error) {
              reject(error as Error);
            }
          };
          message.on("error", fail);
          message.on("data", (chunk: Buffer<ArrayBuffer>) => {
            chunks.push(chunk);
            size += chunk.length;
            if (size <= largestBytes) return;
            sent.destroy();
            end(undefined);
          });
          message.on("end", () => {
            end(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
          });
        },
      );
      const fail = (error: unknown): void => {
        free();
        reject(lost(request, call, error));
      };
      const ended = {
        abort: (reason: unknown): void => {
          sent.destroy();
          reject(reason as Error);
        },
      };
      const own = signal ? running(call).of(signal) : running(call);
      if (own) own.add(ended);
      else onAbort(signal, ended);
      const free = (): void => {
        own?.drop(ended);
        if (!own) offAbort(signal, ended);
      };
      sent.on("error", fail);
      sent.end(body);
    });
  return builtIn(() => send);
}

function answered(request: HttpRequest, message: IncomingMessage) {
  const { rawHeaders, statusCode: status = 0, statusMessage: statusText = "" } = message;
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at]!, rawHeaders[at + 1]!);
  }
  return { status, statusText, headers, url: request.url, redirected: false };
}
