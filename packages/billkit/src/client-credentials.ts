import {
  AuthenticationError,
  BadRequestError,
  ServerError,
  ServiceClient,
  UnexpectedResponseError,
  defaultLayers,
  keepSecret,
  systemClock,
  type ApiError,
  type ClientOptions,
  type Layer,
  type OperationDefinition,
  type ServiceDefinition,
} from "@billkit/core";

/** The rest is what a login has in common with the client that it is for: time limits, headers … */
interface ClientCredentials extends Omit<ClientOptions, "credential" | "baseUrl" | "layers"> {
  readonly loginUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** RFC 6749, section 4.4.3; whether a server keeps to it is checked below. */
interface TokenAnswer {
  readonly access_token?: unknown;
  readonly expires_in?: unknown;
}

const login: OperationDefinition = {
  id: "login",
  method: "POST",
  path: "/oauth/token",
  parameters: {},
  body: { mediaType: "application/x-www-form-urlencoded", required: true },
  result: "json",
};

const body = { grant_type: "client_credentials" };

/**
 * A credential that logs in by OAuth client credentials, keeps the token, and renews it before it ends
 * or once a 401 has rejected it. Calls that ask at once share one login: core asks one question at a
 * time.
 *
 * @throws AuthenticationError when the login is refused; other failures as their kind
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
    credential: { header: "Authorization", prefix: "Basic " },
    requestIdHeader: "ININ-Correlation-Id",
    errors: [{ code: "error", message: "error_description" }, { message: "description" }],
    rateHeaders: {},
  };
  const client = new ServiceClient(service, {
    ...options,
    baseUrl: loginUrl,
    credential: base64(`${clientId}:${clientSecret}`),
    layers: [withholding(clientId, clientSecret), ...defaultLayers()],
  });

  const ask = async (signal: AbortSignal): Promise<TokenAnswer> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await client.call<TokenAnswer>(login, { body }, { signal });
      } catch (error) {
        if (error instanceof BadRequestError || error instanceof AuthenticationError) {
          throw refused(error);
        }
        if (error instanceof UnexpectedResponseError) {
          // What was cut short may be a token, which nobody has been told to keep secret.
          const told = Object.assign({}, error, { body: undefined });
          throw new UnexpectedResponseError(error.message, told);
        }
        // Core repeats no POST by itself, but asking twice for a token does no harm. Where the
        // connection failed, the call that needs the token is repeated, and asks again.
        const mayPass = error instanceof ServerError && error.retryAfterMs === undefined;
        if (!mayPass || attempt >= maxRetries) throw error;
        await clock.sleep(random() * 500 * 2 ** attempt, signal);
      }
    }
  };

  let token: string | undefined;
  let renewAt = 0;
  return async ({ rejected, signal }) => {
    if (token !== undefined && token !== rejected && clock.now() < renewAt) return token;
    const askedAt = clock.now();
    const { access_token, expires_in } = await ask(signal);
    if (typeof access_token !== "string" || !access_token) throw noToken(client.baseUrl);
    const lifeMs = Number(expires_in) * 1000;
    // A server that does not say how long it lasts says so by a 401.
    renewAt = lifeMs > 0 ? askedAt + lifeMs - Math.min(60_000, lifeMs / 10) : Infinity;
    return (token = access_token);
  };
}

function refused(error: ApiError): AuthenticationError {
  return new AuthenticationError(
    `${error.message}; check clientId, clientSecret and region`,
    error,
  );
}

function noToken(loginUrl: string): UnexpectedResponseError {
  return new UnexpectedResponseError(
    `login: POST ${loginUrl}${login.path} answered 200 without an access_token`,
    { reason: "body", status: 200, method: "POST", path: login.path, attempts: 1, headers: {} },
  );
}

/** A token as JSON, a form or a sentence has it; in JSON, some of it may be escaped. */
const tokens = /access_token[\\"']*\s*[:=]\s*[\\"']*((?:\\u[\da-f]{4}|\\\/|[^\\"'&,\s])+)/gi;

/** Keeps what a login may echo, and a token that comes with a failure, out of its errors and logs. */
const withholding =
  (...secrets: readonly string[]): Layer =>
  (next) =>
  async (request, call) => {
    for (const secret of secrets) keepSecret(call, secret);
    const response = await next(request, call);
    for (const [, token = ""] of (await response.clone().text()).matchAll(tokens)) {
      const unit = (_: string, hex: string): string => String.fromCharCode(parseInt(hex, 16));
      keepSecret(call, token.replace(/\\u(....)/g, unit).replaceAll("\\/", "/"));
    }
    return response;
  };

/** Of the text's UTF-8 bytes: `btoa` alone refuses a secret with other characters than Latin-1. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
