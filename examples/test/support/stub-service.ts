import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Stub {
  readonly baseUrl: string;
  readonly paths: string[];
  close(): Promise<void>;
}

type Reply = readonly [status: number, body: unknown];

/** A server that responds to each path by function. */
export async function stubService(
  answer: (url: URL, request: IncomingMessage) => Reply,
): Promise<Stub> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://stub");
    paths.push(url.pathname + url.search);
    const [status, body] = answer(url, request);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    paths,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
