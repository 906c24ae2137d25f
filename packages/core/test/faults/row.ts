import type {
  ClientOptions,
  Credential,
  OperationDefinition,
  RequestOptions,
  ServiceDefinition,
} from "../../src/index.js";
import type { Defect } from "./defects.js";

/**
 * How the server handles one request: it sends a whole response (`status`), or writes `raw` bytes
 * and then ends, resets, stalls or drips one space per second. `{origin}`, `{other}` (another
 * server) and `{credential}` (from the request's header) are filled in, in headers and in text.
 */
export type Behaviour =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Uint8Array;
    }
  | { readonly raw: string; readonly then: "end" | "reset" | "stall" | "drip" }
  /** The connection is reset before a request is read. */
  | { readonly connection: "reset" };

/** A request as the server received it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly authorization: string;
  readonly body: string;
}

/** A call's outcome. All fields of an error are compared, including absent ones. */
export type Outcome =
  | { readonly data: unknown }
  | {
      readonly error: string;
      /** The message after the operation and the address; `{cause}` is what `cause` matched. */
      readonly reason?: string;
      /** The whole message. */
      readonly message?: string;
      /** In addition to the call's method and path. */
      readonly fields: Readonly<Record<string, unknown>>;
      /** Overrides the scripted headers of the server's last response. */
      readonly headers?: Readonly<Record<string, string>>;
      /** Code or message of the innermost cause. */
      readonly cause?: string | RegExp;
    }
  /** Rejected with the signal's own reason. */
  | { readonly aborted: true }
  /** Rejected with what a user's own code threw, by what its message begins with. */
  | { readonly thrown: string };

/** Waiting for a report. */
export interface PollPlay {
  readonly deadlineMs?: number;
  /** Each status that onProgress receives, in order. */
  readonly states: readonly string[];
  /** What onProgress does when it is called. */
  readonly onProgress?: "throws" | "rejects";
  /** The aborted wait is restarted without a signal; `outcome` is that of the second wait. */
  readonly goesOn?: true;
}

export interface Row {
  readonly id: string;
  /** The official clients' defects that this row shows to be absent here. */
  readonly names?: readonly Defect[];
  /** One after another, with the last one repeating; or computed from the request. */
  readonly server: readonly Behaviour[] | ((seen: Seen, index: number) => Behaviour);
  /** Where the call goes instead; `{port}` is the server's, `{closed}` one without a listener. */
  readonly baseUrl?: string;
  /** The server uses TLS with a self-signed certificate. */
  readonly tls?: true;
  readonly service?: Partial<ServiceDefinition>;
  readonly client?: Partial<ClientOptions>;
  readonly credential?: (canary: string) => Credential;
  readonly operation?: OperationDefinition;
  readonly args?: object;
  readonly options?: RequestOptions;
  /** The call requests a report, and `Poller` repeats it until the report is complete. */
  readonly poll?: PollPlay;
  /** Concurrent calls all have this `outcome`; of sequential ones the last does, the others succeed. */
  readonly calls?: { readonly atOnce: number } | { readonly inTurn: number };
  /** The number of clients, each with its own credential. */
  readonly clients?: number;
  /** When the caller aborts: before the call, or once it can only wait for time to pass. */
  readonly abort?: "before" | "waiting";
  /** Real time: every runtime timer must be cleared. */
  readonly clock?: "system";
  readonly outcome: Outcome;
  /** The exact number of requests that reach the server. */
  readonly requests: number;
  /** The longest time that the calls take; exact with the worst jitter. */
  readonly longestMs: number;
  /** The number of calls to the credential function. */
  readonly credentialCalls?: number;
  /** Each request as method and address. */
  readonly sent?: readonly string[];
}

/** The longest backoff for two retries without Retry-After. */
export const twoBackoffsMs = 500 + 1000;

/** An HTTP parser error; undici 7.30 omits the parser's code from its error. */
export const parserError = (code: string): RegExp =>
  new RegExp(`^(${code}|Response does not match the HTTP/1.1 protocol .*)$`);

export const json = (
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Behaviour => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(value),
});

export const text = (
  body: string | Uint8Array,
  status = 200,
  type = "text/plain",
  headers: Readonly<Record<string, string>> = {},
): Behaviour => ({ status, headers: { "content-type": type, ...headers }, body });

export const fine = json({ ok: 1 });
export const fineData = { data: { ok: 1 } };
export const html = "<!doctype html><title>Down</title><p>Back soon";
