import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { Clock } from "./clock.js";
import { codeOf, messageOf } from "./failure.js";
import type { SandboxRequest, SandboxResponse } from "./message.js";
import type { Refusal } from "./refusal.js";

/** More than any request to a billing API needs. */
const bodyLimitBytes = 65_536;

export interface Handling {
  handle(request: SandboxRequest): SandboxResponse;
  refuse(refusal: Refusal): SandboxResponse;
}

export interface RunningServer {
  /** `http://127.0.0.1:4010` */
  readonly origin: string;
  /** Cuts every connection, busy or idle; settles when the port is free. */
  close(): Promise<void>;
}

/**
 * Serves `service` over HTTP/1.1.
 * @throws Error naming host and port if it cannot listen there.
 */
export async function listen(
  service: Handling,
  { port, host, clock }: { port: number; host: string; clock: Clock },
): Promise<RunningServer> {
  const server = createServer((request, response) => {
    void serve(service, request, response, clock);
  });
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new Error(explain(error, host, port), { cause: error });
  }
  return { origin: originOf(server, host), close: () => close(server) };
}

async function serve(
  service: Handling,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  clock: Clock,
): Promise<void> {
  const body = await readBody(incoming);
  if (incoming.destroyed && !incoming.complete) return;
  const answer =
    body === undefined
      ? service.refuse({ kind: "body-too-large", limitBytes: bodyLimitBytes })
      : attempt(service, toRequest(incoming, body));
  outgoing.sendDate = false;
  outgoing.writeHead(answer.status, {
    ...answer.headers,
    "content-length": Buffer.byteLength(answer.body),
    date: new Date(clock.now()).toUTCString(),
  });
  outgoing.end(answer.body);
}

/** A fault of the sandbox's own is an answer too, so that no client hangs on it. */
function attempt(service: Handling, request: SandboxRequest): SandboxResponse {
  try {
    return service.handle(request);
  } catch (error) {
    return service.refuse({ kind: "broken", message: messageOf(error) });
  }
}

function toRequest(incoming: IncomingMessage, body: string): SandboxRequest {
  const [path = "", ...query] = (incoming.url ?? "").split("?");
  const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
  );
  return {
    method: incoming.method ?? "",
    path,
    query: query.join("?"),
    headers: Object.fromEntries(headers),
    body,
  };
}

/** The body, or undefined if it is too long; what a client breaks off is not answered. */
async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of incoming) {
      if (!Buffer.isBuffer(chunk)) continue;
      length += chunk.length;
      // Read on to the end, since a refusal only reaches a client that has said everything.
      if (length <= bodyLimitBytes) chunks.push(chunk);
    }
  } catch {
    return "";
  }
  return length > bodyLimitBytes ? undefined : Buffer.concat(chunks).toString("utf8");
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}

function originOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function explain(error: unknown, host: string, port: number): string {
  switch (codeOf(error)) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is taken: give another one, or 0.`;
    case "EACCES":
      return `Port ${port} on ${host} needs rights: give one from 1024 on, or 0.`;
    default:
      return `Cannot listen on port ${port} of ${host}: ${messageOf(error)}`;
  }
}
