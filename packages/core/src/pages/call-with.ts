import type { ApiPromise } from "../client/api-promise.js";
import type { Listing, Next } from "./pages-definition.js";

/** Calls the operation with a page number, an offset or a cursor. */
export function callWith<T>(listing: Listing, next: Next): ApiPromise<T> {
  const { client, operation, definition, args, options } = listing;
  const { parameter = "" } = definition;
  const type = operation.parameters[parameter]?.type ?? typeof next;
  const value = type === "string" ? String(next) : Number(next);
  return client.call(operation, { ...args, [parameter]: value }, options);
}
