import { checkRequestOptions } from "../client/check-options.js";
import { log } from "../client/logger.js";
import type { ServiceClient } from "../client/service-client.js";
import { BillkitError, ConfigurationError, ConnectionError, TimeoutError } from "../errors.js";
import { formatValue } from "../internal/format.js";
import { redactedCause, SecretStore } from "../internal/redact.js";
import { Scope } from "../internal/scope.js";
import { deepestMessage } from "../pipeline/fetch.js";
import { maxRedirects, redirects } from "../pipeline/redirect.js";
import { invalidArgument } from "../request/argument-schema.js";
import { bodyChunks, toBytes } from "../response/body.js";
import type { ReportDefinition } from "./contract-report.js";
import { addressesOf, addressOf, downloadError, type DownloadAddress } from "./download-address.js";

/** Options of `downloads`. */
export interface DownloadOptions {
  /** Ends the downloads at once, with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
  /** The longest wait for a response, and for each part of it, in milliseconds. @default 60_000 */
  readonly timeoutMs?: number | undefined;
}

/** One file of a report. */
export interface Download {
  /** Which of the report's files, from 0. */
  readonly index: number;
  readonly contentType: string | undefined;
  /** The bytes as they arrive. `maxResponseBytes` doesn't limit them, and they aren't stored. */
  readonly body: ReadableStream<Uint8Array>;
}

/** One request of a download. */
interface Transfer extends DownloadAddress {
  readonly definition: ReportDefinition<unknown>;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** Ends the request and its body. */
  readonly controller: AbortController;
}

/**
 * Downloads the files of a complete report, one after another, each when the loop reaches it.
 * Requests use the client's `fetch` and the signed addresses, without the client's credential and
 * headers. Nothing is retried: call it again with the report.
 *
 * @param client - a vendor's client
 * @param definition - the report's
 * @param report - what `wait()` returned; undefined has no files
 * @throws InvalidRequestError for an invalid or unknown option
 * @throws UnexpectedResponseError with `reason` `download` before anything is sent, if an address
 * has an origin that the contract doesn't declare; or if a file can't be read
 * @throws TimeoutError, also from `body`, if nothing arrives for `timeoutMs`
 * @throws ConnectionError, also from `body`
 */
export async function* downloads<Complete, Report, Arguments extends object>(
  { serviceClient: client }: { readonly serviceClient: ServiceClient<object> },
  definition: ReportDefinition<Complete, Report, Arguments>,
  report: Complete,
  options: DownloadOptions = {},
): AsyncGenerator<Download, void, undefined> {
  const { kind } = definition;
  const fail = (option: string, problem: string): Error => invalidArgument(kind, option, problem);
  checkRequestOptions(options, fail, ["signal", "timeoutMs"]);
  const { signal, timeoutMs = 60_000 } = options;
  for (const address of addressesOf(client, definition, report)) {
    signal?.throwIfAborted();
    const shared = { definition, signal, timeoutMs };
    const first = { ...address, ...shared, controller: new AbortController() };
    const { transfer, response } = await open(client, first);
    const { status, headers } = response;
    const { index, url } = transfer;
    log(client.context.logger, "debug", "download", { kind, index, origin: url.origin, status });
    const contentType = headers.get("content-type") ?? undefined;
    yield { index, contentType, body: streamOf(client, transfer, response) };
  }
}

/** Sends the request and follows redirects to declared origins. */
async function open(
  client: ServiceClient<object>,
  first: Transfer,
): Promise<{ readonly transfer: Transfer; readonly response: Response }> {
  let transfer = first;
  for (let followed = 0; ; followed++) {
    const response = await send(client, transfer);
    const { status, headers } = response;
    if (status >= 200 && status < 300) return { transfer, response };
    const { controller, definition, index, name, url } = transfer;
    controller.abort();
    const location = redirects.includes(status) ? headers.get("location") : null;
    if (location === null || followed === maxRedirects) {
      const isTransient = status === 429 || status >= 500;
      const advice = isTransient
        ? "download it again later"
        : "the address may have expired: get the report again";
      throw downloadError(name, `answered ${status}; ${advice}`, url, status);
    }
    const next = addressOf(client, definition, index, location, url);
    transfer = { ...transfer, ...next, controller: new AbortController() };
  }
}

async function send(client: ServiceClient<object>, transfer: Transfer): Promise<Response> {
  // Called unbound, as edge runtimes need. Cookies are credentials too.
  const { fetch = globalThis.fetch, fetchOptions } = client.context;
  const { url, controller } = transfer;
  const init: Record<string, unknown> = {
    ...fetchOptions,
    ...{ credentials: undefined, method: "GET", redirect: "manual", signal: controller.signal },
  };
  const response = await limited(client, transfer, () => fetch(url.href, init as RequestInit));
  return checkUnread(transfer.name, response);
}

/** A user's `fetch` can return anything. */
function checkUnread(name: string, response: Partial<Response> | undefined): Response {
  const isResponse = typeof response?.headers?.get === "function";
  if (isResponse && !response.bodyUsed && !response.body?.locked) return response as Response;
  const found = isResponse ? "a Response whose body was already read" : formatValue(response);
  throw new ConfigurationError(
    `${name}: fetch returned ${found}; allowed: a Response with an unread body`,
    { option: "fetch" },
  );
}

/** The body, whose errors are Billkit's. */
function streamOf(
  client: ServiceClient<object>,
  transfer: Transfer,
  response: Response,
): ReadableStream<Uint8Array> {
  const chunks = bodyChunks(response);
  return new ReadableStream<Uint8Array>(
    {
      async pull(stream) {
        const { done, value = "" } = await limited(client, transfer, () => chunks.next());
        if (done) stream.close();
        else stream.enqueue(toBytes(value));
      },
      cancel(reason) {
        transfer.controller.abort(reason);
        chunks.abort();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Runs one step within the time limit. If it fails, the connection is closed. */
async function limited<T>(
  client: ServiceClient<object>,
  transfer: Transfer,
  step: () => Promise<T>,
): Promise<T> {
  const { signal, timeoutMs, controller, name, url } = transfer;
  const details = { method: "GET", path: url.pathname, attempts: 1 };
  const timedOut = (): Error =>
    new TimeoutError(`${name} timed out after ${timeoutMs} ms (timeoutMs)`, {
      ...details,
      limit: "timeoutMs",
      ms: timeoutMs,
    });
  try {
    return await new Scope().run(signal, step, client.context.clock, timeoutMs, timedOut);
  } catch (error) {
    controller.abort();
    signal?.throwIfAborted();
    if (error instanceof BillkitError) throw error;
    const cause = redactedCause(secretsOf(url), error);
    const why = deepestMessage(cause) ?? String(cause);
    throw new ConnectionError(`${name}: connection failed: ${why}`, details, cause);
  }
}

/** Anyone with a signed address can read the file. */
function secretsOf({ href, search, searchParams }: URL): SecretStore {
  const secrets = new SecretStore();
  for (const secret of [href, search, ...searchParams.values()]) secrets.keepSecret(secret);
  return secrets;
}
