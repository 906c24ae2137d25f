import {
  ApiError,
  AuthenticationError,
  BadRequestError,
  RateLimitError,
  ServerError,
  ServiceClient,
  UnexpectedResponseError,
  defaultLayers,
  formBody,
  keepSecret,
  messageDelay,
  systemClock,
  transportLayers,
  type ClientOptions,
  type Layer,
  type OperationDefinition,
  type ServiceDefinition,
} from "@billkit/core";

/** The other options are the client's: time limits, headers, logger … */
interface ClientCredentials extends Omit<Partial<ClientOptions>, "credential" | "baseUrl"> {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** RFC 6749, section 4.4.3. The fields are checked below. */
interface TokenResponse {
  readonly access_token?: unknown;
  readonly expires_in?: unknown;
}

const login: OperationDefinition = {
  id: "login",
  method: "POST",
  path: "/oauth/token",
  parameters: {},
  body: { mediaType: "application/x-www-form-urlencoded", serialize: formBody, required: true },
  result: "json",
};

const body = { grant_type: "client_credentials" };

/** OAuth's own form of errors, and two of the vendor's. */
const errors: ServiceDefinition["errors"] = [
  { code: "error", message: "error_description" },
  { message: "description" },
  {
    code: "code",
    message: "message",
    retryAfterSeconds: "Retry the request in [[]([0-9]+)] seconds",
  },
];

/**
 * A credential function that logs in with OAuth client credentials, caches the token, and renews it
 * before it expires or after a 401 rejects it. Concurrent calls share one login: core calls a credential
 * function once at a time.
 *
 * @throws AuthenticationError if the login is refused; other failures as their own kind
 * @see https://developer.genesys.cloud/authorization/platform-auth/use-client-credentials
 */
export function clientCredentials({
  loginUrl,
  clientId,
  clientSecret,
  ...options
}: ClientCredentials): Exclude<ClientOptions["credential"], string> {
  const { clock = systemClock, random = Math.random, maxRetries = 2 } = options;
  const service: ServiceDefinition = {
    name: "GenesysCloud login",
    server: loginUrl,
    credentials: [{ option: "credential", in: "header", name: "Authorization", prefix: "Basic " }],
    requestIdHeader: "ININ-Correlation-Id",
    errors,
    messageDelay,
    rateHeaders: {},
  };
  const client = new ServiceClient(service, {
    ...options,
    baseUrl: loginUrl,
    credential: base64(`${clientId}:${clientSecret}`),
    layers: [
      sanitize(clientId, clientSecret),
      ...defaultLayers(),
      ...transportLayers(options.layers),
    ],
  });

  const requestToken = async (signal: AbortSignal): Promise<TokenResponse> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await client.call<TokenResponse>(login, { body }, { signal });
      } catch (error) {
        // A body may hold a token, which no redaction knows yet.
        if (error instanceof ApiError) Object.assign(error, { body: undefined });
        if (error instanceof UnexpectedResponseError) {
          Object.assign(error, { body: undefined, headers: {} });
        }
        if (error instanceof BadRequestError || error instanceof AuthenticationError) {
          throw new AuthenticationError(
            `${error.message}; check clientId, clientSecret and region`,
            error,
          );
        }
        // Core retries a POST only after the wait that the service asks for, but a second token does no
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
    if (typeof access_token !== "string" || !access_token) throw noToken(client.baseUrl);
    const lifetimeMs = Number(expires_in) * 1000;
    // Without a lifetime, a 401 says when the token has expired.
    renewAt =
      lifetimeMs > 0 ? requestedAt + lifetimeMs - Math.min(60_000, lifetimeMs / 10) : Infinity;
    return (cached = access_token);
  };
}

function noToken(loginUrl: string): UnexpectedResponseError {
  return new UnexpectedResponseError(
    `login: POST ${loginUrl}${login.path} answered 200 without an access_token`,
    { reason: "body", status: 200, method: "POST", path: login.path, attempts: 1, headers: {} },
  );
}

/**
 * Keeps secrets out of the login's errors and logs: those that were sent, and tokens in a failed
 * response, of which only the error's code and message and a few headers remain.
 */
const sanitize =
  (...secrets: readonly string[]): Layer =>
  (next) =>
  async (request, call) => {
    for (const secret of secrets) keepSecret(call, secret);
    const response = await next(request, call);
    if (response.ok) return response;
    const { status } = response;
    const headers = new Headers();
    for (const name of ["inin-correlation-id", "retry-after"]) {
      const value = response.headers.get(name);
      if (value && value.length <= 64) headers.set(name, value);
    }
    const safe = safeFields(await response.text());
    return new Response(status === 304 ? null : JSON.stringify(safe), { status, headers });
  };

const errorFields = errors.flatMap(({ code, message }) => [code, message]);
const maxBodyLength = 65_536;

/** The code and message of an error body. */
function safeFields(text: string): object {
  try {
    const fields = Object(text.length <= maxBodyLength && JSON.parse(text)) as object;
    return Object.fromEntries(
      Object.entries(fields).flatMap(([name, value]) =>
        errorFields.includes(name) && typeof value === "string"
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

/** In UTF-8: `btoa` alone rejects characters beyond Latin-1. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
