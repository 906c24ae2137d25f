/** The error class of a status. */
const byStatus: Readonly<Record<string, string>> = {
  400: "BadRequestError",
  401: "AuthenticationError",
  403: "PermissionDeniedError",
  404: "NotFoundError",
  409: "ConflictError",
  429: "RateLimitError",
};

export function errorClass(status: string): string {
  return byStatus[status] ?? (status.startsWith("5") ? "ServerError" : "ApiError");
}

/** Errors of a call other than the service's. */
export const otherErrors: readonly { readonly name: string; readonly when: string }[] = [
  { name: "InvalidRequestError", when: "An argument or option is invalid; nothing was sent." },
  { name: "ConnectionError", when: "The service couldn't be reached, or the connection broke." },
  { name: "TimeoutError", when: "The attempt or the whole call took too long." },
  { name: "UnexpectedResponseError", when: "The response breaks the contract." },
];
