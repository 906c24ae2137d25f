import { ApiPromise, CallResult } from "../client/api-promise.js";
import { checkRequestOptions, setHeaders, type Fail } from "../client/check-options.js";
import type { RequestOptions } from "../client/options.js";
import type { ServiceClient } from "../client/service-client.js";
import { invalidArgument } from "../request/argument-schema.js";
import type { OperationDefinition } from "../request/operation.js";

/** Calls an operation at an address that the service has sent. */
export function callAddress<T, Paths extends object>(
  client: ServiceClient<Paths>,
  operation: OperationDefinition,
  url: string,
  options: RequestOptions = {},
): ApiPromise<T> {
  const send = async (): Promise<() => CallResult<T>> => {
    const fail: Fail = (argument, problem) => invalidArgument(operation.id, argument, problem);
    checkRequestOptions(options, fail);
    const { headers } = client;
    if (operation.accept) headers.set("accept", operation.accept);
    setHeaders(headers, options.headers, fail);
    const request = { method: operation.method, url, headers, body: undefined };
    const { answer, call } = client.send(request, operation, options);
    const received = await answer;
    return () => new CallResult<T>(request, received, call);
  };
  return new ApiPromise<T>(send());
}

/**
 * A next address, absolute and without user name and password.
 * @param address as the service sent it, perhaps relative to `base`
 * @param names query parameters that carry credentials; core adds them to each request
 * @returns undefined if it can't be parsed or has another origin than `base`
 */
export function nextAddress(
  address: string,
  base: string,
  names: readonly string[],
): string | undefined {
  if (!URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  if (url.origin !== new URL(base).origin) return undefined;
  url.username = url.password = url.hash = "";
  for (const name of names) if (url.searchParams.has(name)) url.searchParams.delete(name);
  return url.href;
}
