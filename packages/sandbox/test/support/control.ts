import type { Sandbox } from "../../src/index.js";
import { sender, type Reply } from "./client.js";

/** Sends HTTP requests to the control API. */
export function controlOf({ control }: Sandbox, headers: Record<string, string> = {}) {
  const send = sender(control.url, { "content-type": "application/json", ...headers });
  const withBody = (method: string) => (path: string, body: unknown) =>
    send(path, { method, body: typeof body === "string" ? body : JSON.stringify(body) });
  return {
    get: (path: string): Promise<Reply> => send(path),
    put: withBody("PUT"),
    post: withBody("POST"),
    remove: (path: string): Promise<Reply> => send(path, { method: "DELETE" }),
  };
}
