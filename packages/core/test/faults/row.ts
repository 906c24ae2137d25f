import type {
  ClientOptions,
  Credential,
  OperationDefinition,
  RequestOptions,
  ServiceDefinition,
} from "../../src/index.js";
import type { Defect } from "./defects.js";

/**
 * What the server does with one request: answers it whole (`status`), or writes `raw` bytes and then
 * ends, resets, stalls or drips a space a second. `{origin}`, `{other}` (another server) and
 * `{credential}` (what came in the header) are filled in, in headers and in text.
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

/** A request as the server saw it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly authorization: string;
  readonly body: string;
}

/** What a call comes to. Of an error every field is compared, those that are absent as well. */
export type Outcome =
  | { readonly data: unknown }
  | {
      readonly error: string;
      /** The message, after the operation and the address; `{cause}` is what `cause` matched. */
      readonly says?: string;
      /** The whole message. */
      readonly message?: string;
      /** Besides method and path of the call. */
      readonly fields: Readonly<Record<string, unknown>>;
      /** Instead of those that the server's last answer was scripted with. */
      readonly headers?: Readonly<Record<string, string>>;
      /** Code or message of the innermost cause. */
      readonly cause?: string | RegExp;
    }
  /** Rejected with the signal's own reason. */
  | { readonly aborted: true }
  /** Rejected with what a user's own code threw, by what its message begins with. */
  | { readonly thrown: string };

/** A report that is waited for. */
export interface PollPlay {
  readonly deadlineMs?: number;
  /** Each status that onProgress is told, in turn. */
  readonly states: readonly string[];
  /** What onProgress does then. */
  readonly onProgress?: "throws" | "rejects";
  /** The aborted wait is begun once more, without a signal: `outcome` is of that one. */
  readonly goesOn?: true;
}

export interface Row {
  readonly id: string;
  /** The official clients' defects that this row shows to be absent here. */
  readonly names?: readonly Defect[];
  /** One after another, the last one again and again; or by what was asked. */
  readonly server: readonly Behaviour[] | ((seen: Seen, index: number) => Behaviour);
  /** Where the call goes instead; `{port}` is the server's, `{closed}` one that nobody listens on. */
  readonly baseUrl?: string;
  /** The server speaks TLS, with a certificate that nobody vouches for. */
  readonly tls?: true;
  readonly service?: Partial<ServiceDefinition>;
  readonly client?: Partial<ClientOptions>;
  readonly credential?: (canary: string) => Credential;
  readonly operation?: OperationDefinition;
  readonly args?: object;
  readonly options?: RequestOptions;
  /** The call is that for a report, and `Poller` makes it again until the report is complete. */
  readonly poll?: PollPlay;
  /** At once: each comes to `outcome`; one after another: the last does, the others succeed. */
  readonly calls?: { readonly atOnce: number } | { readonly inTurn: number };
  /** That many clients with a credential each. */
  readonly clients?: number;
  /** When the caller aborts: at first, or when nothing goes on unless time passes. */
  readonly abort?: "before" | "waiting";
  /** Real time: each of the runtime's timers must have been cleared. */
  readonly clock?: "system";
  readonly outcome: Outcome;
  /** How many requests reached the server, exactly. */
  readonly requests: number;
  /** How long the calls take at most: the worst jitter makes it exact. */
  readonly longestMs: number;
  /** How often the credential function was asked. */
  readonly asked?: number;
  /** Each request, as method and address. */
  readonly sent?: readonly string[];
}

/** The longest backoff of two retries, without Retry-After. */
export const twoBackoffsMs = 500 + 1000;

/** What breaks HTTP: undici 7.30 leaves the parser's code out of its error. */
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
