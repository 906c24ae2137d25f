import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import {
  createServer as createNetServer,
  type AddressInfo,
  type Server as NetServer,
  type Socket,
} from "node:net";

/** A real server on a free local port; disposing it closes all its connections. */
export interface Running {
  readonly baseUrl: string;
  close(): Promise<void>;
}

export async function serveHttp(listener: RequestListener): Promise<Running> {
  const server = createHttpServer(listener);
  return running(server, () => {
    server.closeAllConnections();
  });
}

/** Raw sockets: `answer` receives each connection and the number of earlier ones. */
export async function serveSocket(
  answer: (socket: Socket, index: number) => void,
): Promise<Running> {
  const sockets: Socket[] = [];
  const server = createNetServer((socket) => {
    socket.on("error", () => undefined);
    answer(socket, sockets.push(socket) - 1);
  });
  return running(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}

async function running(server: Server | NetServer, drop: () => void): Promise<Running> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    close: async () => {
      drop();
      server.close();
      await once(server, "close");
    },
  };
}
