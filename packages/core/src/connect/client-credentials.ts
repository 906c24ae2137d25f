import { ServiceClient } from "../client/service-client.js";
import type { ClientOptions } from "../client/options.js";
import { messageDelay } from "../client/service-features.js";
import type { ErrorForm, ServiceDefinition } from "../client/service.js";
import {
  ApiError,
  AuthenticationError,
  BadRequestError,
  ConfigurationError,
  RateLimitError,
  ServerError,
  UnexpectedResponseError,
} from "../errors.js";
import { systemClock } from "../internal/clock.js";
import { keepSecret } from "../internal/redact.js";
import type { Layer } from "../pipeline/call.js";
import { defaultLayers, transportLayers } from "../pipeline/default-layers.js";
import type { OperationDefinition } from "../request/operation.js";
import { formBody } from "../request/serialize-body.js";
import { basicCredential } from "../client/basic.js";
import type { CredentialPart } from "./connect-definition.js";

/**
 * Where and how a service issues tokens to OAuth clients; generated from `x-billkit-credential`.
 */
export interface LoginDefinition {
  /** The service's name, for messages. */
  readonly service: string;
  /** Where tokens are requested: scheme and host, and path. */
  readonly server: string;
  readonly path: string;
  /** Requested with each token. */
  readonly scopes?: readonly string[];
  /** How the client identifies itself: by HTTP Basic, or in the form. @default "basic" */
  readonly send?: "basic" | "body";
  /** Options of the client id and the client secret. */
  readonly parts: readonly CredentialPart[];
  /** What to check when a login is rejected, e.g. `clientId and clientSecret`. */
  readonly check: string;
  /** Forms of errors besides OAuth's. */
  readonly errors?: readonly ErrorForm[];
  readonly requestIdHeader?: string;
}

/** An OAuth client as a credential of `connect`. */
export interface Login {
  readonly parts: readonly CredentialPart[];
  /** Creates the credential that logs in with the values of `parts`. */
  credential(
    values: readonly string[],
    options: Omit<Partial<ClientOptions>, "credential"> & {
      readonly name: string;
      readonly loginUrl: string | undefined;
    },
  ): ClientOptions["credential"];
}

/**
 * A login by OAuth 2.0 client credentials (RFC 6749, 4.4), for generated code.
 * @param region the variable that names a region, where the address of the login depends on one
 * @returns what `connectOptions` takes; its `credential` throws a ConfigurationError if no address is known
 */
export const oauthLogin = (definition: LoginDefinition, region?: string): Login => ({
  parts: definition.parts,
  credential([clientId = "", clientSecret = ""], { name, loginUrl, ...options }) {
    if (region !== undefined && !loginUrl) {
      const how = `pass region, domain or loginUrl or set ${region}`;
      throw new ConfigurationError(`${name}: no region; ${how}`, { option: "region" });
    }
    const at = loginUrl ?? definition.server;
    return clientCredentials(definition, { ...options, loginUrl: at, clientId, clientSecret });
  },
});

/** The other options are the client's: time limits, headers, logger … */
export interface ClientCredentialsOptions extends Omit<
  Partial<ClientOptions>,
  "credential" | "baseUrl"
> {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** RFC 6749, section 4.4.3. The fields are checked below. */
interface TokenResponse {
  readonly access_token?: unknown;
  readonly expires_in?: unknown;
}

/** OAuth's own form of errors (RFC 6749, 5.2). */
const oauthErrors: readonly ErrorForm[] = [{ code: "error", message: "error_description" }];

/**
 * A credential function that logs in with OAuth client credentials, caches the token, and renews it
 * before it expires or after a 401 rejects it. Concurrent calls share one login: core calls a
 * credential function once at a time.
 *
 * @throws AuthenticationError if the login is rejected; other failures throw their own class
 * @see RFC 6749, 4.4
 */
export function clientCredentials(
  definition: LoginDefinition,
  { loginUrl, clientId, clientSecret, ...options }: ClientCredentialsOptions,
): Exclude<ClientOptions["credential"], string> {
  const { path, scopes = [], send = "basic", requestIdHeader } = definition;
  const errors = [...oauthErrors, ...(definition.errors ?? [])];
  const isBasic = send === "basic";
  const login: OperationDefinition = {
    id: "login",
    method: "POST",
    path,
    parameters: {},
    body: { mediaType: "application/x-www-form-urlencoded", serialize: formBody, required: true },
    result: "json",
  };
  const body = {
    grant_type: "client_credentials",
    ...(scopes.length > 0 && { scope: scopes.join(" ") }),
    ...(!isBasic && { client_id: clientId, client_secret: clientSecret }),
  };
  const { clock = systemClock, random = Math.random, maxRetries = 2 } = options;
  const placement = { option: "credential", in: "header", prefix: "Basic " } as const;
  const service: ServiceDefinition = {
    name: `${definition.service} login`,
    server: loginUrl,
    credentials: isBasic ? [{ ...placement, name: "Authorization" }] : [],
    ...(requestIdHeader !== undefined && { requestIdHeader }),
    errors,
    messageDelay,
    rateHeaders: {},
  };
  const client = new ServiceClient(service, {
    ...options,
    baseUrl: loginUrl,
    // In the form, a client id can contain a colon.
    credential: isBasic ? basicCredential([clientId, clientSecret]) : clientSecret,
    layers: [
      sanitize([clientId, clientSecret], errors, requestIdHeader),
      ...defaultLayers(),
      ...transportLayers(options.layers),
    ],
  });

  const requestToken = async (signal: AbortSignal): Promise<TokenResponse> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await client.call<TokenResponse>(login, { body }, { signal });
      } catch (error) {
        // A body can contain a token that redaction doesn't know yet.
        if (error instanceof ApiError) Object.assign(error, { body: undefined });
        if (error instanceof UnexpectedResponseError) {
          Object.assign(error, { body: undefined, headers: {} });
        }
        if (error instanceof BadRequestError || error instanceof AuthenticationError) {
          throw new AuthenticationError(`${error.message}; check ${definition.check}`, error);
        }
        // Core retries a POST only after the wait that the service requests, but a second token does no
        // harm. After a connection error, the call that needs the token retries, and so logs in again.
        const failed = error instanceof ServerError || error instanceof RateLimitError;
        const isTransient = failed && error.retryAfterMs === undefined;
        if (!isTransient || attempt >= maxRetries) throw error;
        await clock.sleep(random() * 500 * 2 ** attempt, signal);
      }
    }
  };

  let cached: string | undefined;
  let renewAt = 0;
  return async ({ rejected, signal }) => {
    if (cached !== undefined && cached !== rejected && clock.now() < renewAt) return cached;
    const requestedAt = clock.now();
    const { access_token, expires_in } = await requestToken(signal);
    if (typeof access_token !== "string" || !access_token) throw noToken(client.baseUrl, path);
    const lifetimeMs = Number(expires_in) * 1000;
    // Without a lifetime, only a 401 shows that the token has expired.
    renewAt =
      lifetimeMs > 0 ? requestedAt + lifetimeMs - Math.min(60_000, lifetimeMs / 10) : Infinity;
    return (cached = access_token);
  };
}

function noToken(loginUrl: string, path: string): UnexpectedResponseError {
  return new UnexpectedResponseError(
    `login: POST ${loginUrl}${path} answered 200 without an access_token`,
    { reason: "body", status: 200, method: "POST", path, attempts: 1, headers: {} },
  );
}

/**
 * Keeps secrets out of the login's errors and logs: those that were sent, and tokens in a failed
 * response, of which only the error's code and message and a few headers remain.
 */
const sanitize =
  (
    secrets: readonly string[],
    errors: readonly ErrorForm[],
    requestIdHeader = "retry-after",
  ): Layer =>
  (next) =>
  async (request, call) => {
    for (const secret of secrets) keepSecret(call, secret);
    const response = await next(request, call);
    if (response.ok) return response;
    const { status } = response;
    const headers = new Headers();
    for (const name of [requestIdHeader, "retry-after"]) {
      const value = response.headers.get(name);
      if (value && value.length <= 64) headers.set(name, value);
    }
    const kept = errors.flatMap(({ code, message }) => [code, message]);
    const safe = safeFields(await response.text(), kept);
    return new Response(status === 304 ? null : JSON.stringify(safe), { status, headers });
  };

const maxBodyLength = 65_536;

/** The code and message of an error body. */
function safeFields(text: string, kept: readonly (string | undefined)[]): object {
  try {
    const fields = Object(text.length <= maxBodyLength && JSON.parse(text)) as object;
    return Object.fromEntries(
      Object.entries(fields).flatMap(([name, value]) =>
        kept.includes(name) && typeof value === "string"
          ? [[name, withoutTokens(value.slice(0, 200))]]
          : [],
      ),
    );
  } catch {
    // Not JSON: nothing in it is known to be safe.
    return {};
  }
}

/** A scheme or a token's name with a value after it, or a run of characters that looks like a token. */
const tokenPattern =
  /\b(?:bearer|basic)\s+(?!token\b)\S|(?:(?:access|id|refresh)[_-]?token|client[_-]?secret)\W*?[:=>[({"'\\%&]|(?=[\w.~+/=-]{20})[\w.~+/=-]*?\d/i;

/** The text up to the first token. */
function withoutTokens(text: string): string {
  const at = text.search(tokenPattern);
  return at < 0 ? text : `${text.slice(0, at)}[redacted]`;
}
