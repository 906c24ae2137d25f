import type { coreValues } from "../core-exports.js";

type ErrorClass = (typeof coreValues)[number];

/** The error class of a status. */
const byStatus: Readonly<Record<string, ErrorClass>> = {
  400: "BadRequestError",
  401: "AuthenticationError",
  403: "PermissionDeniedError",
  404: "NotFoundError",
  409: "ConflictError",
  429: "RateLimitError",
};

export function errorClass(status: string): ErrorClass {
  return byStatus[status] ?? (status.startsWith("5") ? "ServerError" : "ApiError");
}
