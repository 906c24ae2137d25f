import { isSafe } from "../address.js";
import type { Layer } from "../call.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { failed, requestDetails } from "../failure.js";
import { keepSecret } from "../redact.js";

/** By call: the credential it was given, and whether it has been renewed. */
const given = new WeakMap<AbortSignal, { readonly value: string; readonly renewed: boolean }>();

/**
 * Puts the credential into the header that the service wants it in. After a 401 it asks once a call
 * for another and repeats the request with it.
 * @throws ConfigurationError when the credential is unusable, or would go out in the clear
 */
export const authorizeLayer: Layer = (next) => async (request, call) => {
  const { credential, service } = call.client;
  const send = (value: string, renewed: boolean): Promise<Response> => {
    given.set(call.signal, { value, renewed });
    keepSecret(call, value);
    const authorized = request.clone();
    authorized.headers.set(service.credential.header, service.credential.prefix + value);
    return next(authorized, call);
  };
  if (!isSafe(new URL(request.url))) {
    throw new ConfigurationError(
      failed(request, call, "would show the credential; only https or this machine may have it"),
      requestDetails(request, call),
    );
  }
  const before = given.get(call.signal);
  const value = before?.value ?? (await credential(undefined, call.signal));
  const response = await send(value, before?.renewed ?? false);
  if (response.status !== 401 || before?.renewed) return response;
  const another = await credential(value, call.signal);
  return another === value ? response : send(another, true);
};
