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
  /** Cuts every connection, busy or idle; settles when the port is free. */
  close(): Promise<void>;
}

/**
 * Serves `app` over HTTP/1.1; `refuse` answers what is no request to it.
 * @throws InputError naming host and port if it cannot listen there.
 */
export async function listen(
  app: App,
  { port, host, refuse }: { port: number; host: string; refuse: () => Response },
): Promise<RunningServer> {
  const listener = getRequestListener(
    (request, bindings) => app.fetch(request, { transport: onSocket(bindings.outgoing) }),
    {
      overrideGlobalObjects: false,
      // An address that is none never becomes a request; whoever has gone does not see it.
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

/** What the adapter reads as: this has been answered already. */
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
    // Whoever gives up closes the connection, which cancels the body.
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

/** Where clients on this machine find it, also if it listens on every address. */
function originOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const reachable = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}

function explain(error: unknown, host: string, port: number): string {
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is taken: give another one, or 0.`;
    case "EACCES":
      return `Port ${port} on ${host} needs rights: give one from 1024 on, or 0.`;
    case "EADDRNOTAVAIL":
      return `This machine has no address ${host}.`;
    default:
      return `Cannot listen on port ${port} of ${host}: ${messageOf(error)}`;
  }
}
