import { ApiError, BillkitError } from "billkit";
import type { Failure, Vendor } from "./bill.js";

/**
 * An error as one line of the report; `about` says which part of the bill is missing for it. What is no
 * error of billkit's comes from reading an answer that its contract does not allow.
 */
export function failure(vendor: Vendor, error: unknown, about?: string): Failure {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const what =
    error instanceof BillkitError ? message : `an answer that cannot be read: ${message}`;
  return {
    vendor,
    name,
    status: error instanceof ApiError ? error.status : null,
    message: about === undefined ? what : `${about}: ${what}`,
  };
}
