import { once } from "node:events";
import { createServer, ServerResponse, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { App } from "./app.js";
import { codeOf, messageOf } from "./failure.js";
import { InputError } from "./input-error.js";
import { stalled, type Transport } from "./transport.js";

export interface RunningServer {
  /** `http://127.0.0.1:4010` */
  readonly origin: string;
  /** Closes every connection, busy or idle; resolves when the port is free. */
  close(): Promise<void>;
}

/**
 * Serves `app` over HTTP/1.1; `refuse` responds to invalid requests.
 * @throws InputError naming host and port if it can't listen there
 */
export async function listen(
  app: App,
  { port, host, refuse }: { port: number; host: string; refuse: () => Response },
): Promise<RunningServer> {
  const listener = getRequestListener(
    (request, bindings) => app.fetch(request, { transport: onSocket(bindings.outgoing) }),
    {
      overrideGlobalObjects: false,
      // A request with an invalid address never reaches the app; if the client is gone, nobody sees
      // this.
      errorHandler: refuse,
    },
  );
  const server = createServer((request, response) => void listener(request, response));
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new InputError(explain(error, host, port), { cause: error });
  }
  return { origin: originOf(server, host), close: () => close(server) };
}

/** Tells the adapter that the request has already been answered. */
function answered(): Response {
  return new Response(null, { headers: { "x-hono-already-sent": "true" } });
}

function onSocket(outgoing: unknown): Transport {
  if (!(outgoing instanceof ServerResponse)) throw new Error("Only HTTP/1.1 is served.");
  return {
    reset: () => {
      outgoing.socket?.resetAndDestroy();
      return Promise.resolve(answered());
    },
    cutOff: async ({ status, headers }, part) => {
      outgoing.writeHead(status, Object.fromEntries(headers));
      outgoing.flushHeaders();
      if (part.length > 0) await new Promise((resolve) => outgoing.write(part, resolve));
      outgoing.socket?.destroySoon();
      return answered();
    },
    // A client that aborts closes the connection, which cancels the body.
    stall: (head, part) => stalled(head, part),
  };
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

/** The address for clients on this machine, even if it listens on all addresses. */
function originOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const reachable = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}

function explain(error: unknown, host: string, port: number): string {
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is in use; pass another one, or 0.`;
    case "EACCES":
      return `Port ${port} on ${host} requires privileges; pass one from 1024, or 0.`;
    case "EADDRNOTAVAIL":
      return `This machine has no address ${host}.`;
    default:
      return `Can't listen on port ${port} of ${host}: ${messageOf(error)}`;
  }
}
