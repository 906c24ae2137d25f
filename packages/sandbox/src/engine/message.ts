import type { Json } from "./json.js";

/** A request as received, independent of any HTTP library. */
export interface SandboxRequest {
  readonly method: string;
  /** Scheme and host that the request was sent to, such as `http://127.0.0.1:4010`. */
  readonly origin: string;
  /** As sent: still percent-encoded, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  /** Names are lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A response, ready to be written. */
export interface SandboxResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A vendor's response: a JSON body or a text, and additional headers. */
export type Answer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
} & ({ readonly json: Json } | { readonly text: string });
