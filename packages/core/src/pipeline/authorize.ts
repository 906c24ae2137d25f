import { isSafe } from "../internal/is-secure-url.js";
import type { Answer } from "../response/answer.js";
import type { HttpRequest, Send } from "./types.js";
import { ConfigurationError } from "../errors.js";
import { fault } from "../internal/call-error.js";
import { running, type Running } from "./call-state.js";

/**
 * Puts the credential into the header that the service wants it in. After a 401 it asks once a call
 * for another and repeats the request with it.
 * @throws ConfigurationError when the credential is unusable, or would go out in the clear
 */
export const authorizeLayer = (next: Send): Send => {
  const send = (request: HttpRequest, call: Running, value: string): Promise<Answer> => {
    const { header, prefix } = call.client.service.credential;
    call.given = value;
    const headers = new Headers(request.headers);
    headers.set(header, prefix + value);
    return next({ ...request, headers }, call);
  };
  return async (request, call) => {
    const { credential } = call.client;
    const own = running(call);
    if (!request.url.startsWith("https:") && !isSafe(new URL(request.url))) {
      const what = "would show the credential; only https or this machine may have it";
      throw fault(ConfigurationError, request, call, what);
    }
    let value = own.given ?? credential(undefined, own);
    if (typeof value !== "string") value = await value;
    const response = await send(request, own, value);
    if (response.status !== 401 || own.renewed) return response;
    const another = await credential(value, own);
    if (another === value) return response;
    own.renewed = true;
    return send(request, own, another);
  };
};
