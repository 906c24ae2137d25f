import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Behaviour, Row, Seen } from "./row.js";
import type { RowClock } from "./row-clock.js";
import { cert, key } from "./self-signed.js";

export interface FaultServer {
  readonly origin: string;
  readonly port: number;
  readonly seen: readonly Seen[];
  /** Behaviours played, including connections that were reset before they were read. */
  readonly requests: () => number;
  /** The number of responses that wait for time to pass. */
  readonly stalled: () => number;
  /** Requests that have neither a whole response nor been abandoned by the client. */
  readonly open: () => number;
  /** The scripted headers of the last whole response, as sent. */
  readonly headers: () => Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** A real server on a free local port that plays a row's script. */
export async function startFaultServer(
  script: Row["server"],
  clock: RowClock,
  { other = "", tls = false } = {},
): Promise<FaultServer> {
  const seen: Seen[] = [];
  let played = 0;
  let stalled = 0;
  let open = 0;
  let sent: Readonly<Record<string, string>> = {};
  let origin = "";
  const at = (request: Seen | undefined): Behaviour | undefined =>
    typeof script === "function"
      ? request && script(request, played)
      : script[Math.min(played, script.length - 1)];

  const stall = (socket: Socket, drip: boolean): void => {
    stalled++;
    const closed = new AbortController();
    const on = async (): Promise<void> => {
      while (drip) {
        await clock.tick(1000, closed.signal);
        socket.write(" ");
      }
    };
    on().catch(() => undefined);
    socket.once("close", () => {
      stalled--;
      closed.abort();
    });
  };

  const play = (request: Seen, response: ServerResponse, socket: Socket): void => {
    const behaviour = at(request) ?? { connection: "reset" };
    played++;
    const fill = (value: string): string =>
      value
        .replaceAll("{origin}", origin)
        .replaceAll("{host}", origin.replace(/^https?:\/\//, ""))
        .replaceAll("{other}", other)
        .replaceAll("{credential}", request.authorization.replace(/^\w+ /, ""));
    if ("connection" in behaviour) {
      socket.resetAndDestroy();
    } else if ("status" in behaviour) {
      const { status, headers = {}, body = "" } = behaviour;
      sent = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, fill(value)]),
      );
      response.writeHead(status, sent).end(typeof body === "string" ? fill(body) : body);
    } else {
      const { raw, then } = behaviour;
      socket.write(fill(raw), "latin1", () => {
        if (then === "end") socket.end();
        // Once it has been delivered, so that the reset does not overtake it.
        else if (then === "reset") setImmediate(() => socket.resetAndDestroy());
        else stall(socket, then === "drip");
      });
    }
  };

  const listen = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    open++;
    response.once("close", () => open--);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "", url = "", headers, socket } = request;
    const body = Buffer.concat(chunks).toString();
    const one = { method, url, authorization: headers.authorization ?? "", body };
    seen.push(one);
    play(one, response, socket);
  };

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    response.sendDate = false;
    void listen(request, response);
  };
  const server = tls ? createTlsServer({ cert, key }, handle) : createServer(handle);
  server.on("connection", (socket: Socket) => {
    socket.on("error", () => undefined);
    const next = at(undefined);
    if (next && "connection" in next) {
      played++;
      socket.resetAndDestroy();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  origin = `${tls ? "https" : "http"}://127.0.0.1:${port}`;
  return {
    origin,
    port,
    seen,
    requests: () => played,
    stalled: () => stalled,
    open: () => open,
    headers: () => sent,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
