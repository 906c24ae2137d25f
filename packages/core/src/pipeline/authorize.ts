import { ConfigurationError } from "../errors.js";
import { callError } from "../internal/call-error.js";
import type { Answer } from "../response/answer.js";
import { callState, type CallState, type HttpRequest, type Send } from "./call.js";

/**
 * Adds the credentials where the service expects them. After a 401 it renews them once per call and
 * sends the request again.
 * @throws ConfigurationError when a credential is unusable, or the request goes to another origin
 */
export const authorizeLayer = (next: Send): Send => {
  const send = (
    request: HttpRequest,
    call: CallState,
    values: readonly string[],
  ): Promise<Answer> => {
    call.useCredentials(values);
    const { method, body, signal } = request;
    const headers = new Headers(request.headers);
    let { url } = request;
    const { credentials, queryCredentials, basic } = call.client.service;
    values.forEach((value, at) => {
      for (const secret of basic?.secrets(value) ?? []) call.keepSecret(secret);
      const { in: place, name = "", prefix = "" } = credentials[at] ?? {};
      if (place === "header") headers.set(name, prefix + value);
      else url = queryCredentials?.add(url, name, value) ?? url;
    });
    // Spreading the request would take some percent of a call's time on Node 20.
    return next({ method, url, headers, body, signal }, call);
  };
  return async (request, call) => {
    const state = callState(call);
    const { credentials, origin } = call.client;
    // With the slash: `https://api.example.com` also begins `https://api.example.com.evil.test`.
    if (!request.url.startsWith(`${origin}/`)) {
      const what = `was not sent: the credential is for ${origin} only`;
      throw callError(ConfigurationError, request, call, what);
    }
    // Even known credentials are awaited: until the caller has its promise, nothing is sent.
    const current =
      state.credentials ?? (await all(credentials.map((get) => get(undefined, state))));
    const answer = await send(request, state, current);
    if (answer.status !== 401 || state.renewed) return answer;
    const renewed = await all(credentials.map((get, at) => get(current[at], state)));
    if (renewed.every((value, at) => value === current[at])) return answer;
    state.renewed = true;
    return send(request, state, renewed);
  };
};

/** Avoids a promise if none is needed: most credentials are strings. */
function all(values: (string | Promise<string>)[]): string[] | Promise<string[]> {
  const areKnown = values.every((value) => typeof value === "string");
  return areKnown ? values : Promise.all(values as readonly Promise<string>[]);
}
