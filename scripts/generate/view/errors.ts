/** Which of the runtime's error classes a status becomes. */
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

/** What a call can fail with before, beside and after an answer of the service. */
export const otherErrors: readonly { readonly name: string; readonly when: string }[] = [
  { name: "InvalidRequestError", when: "An argument cannot be sent as it is." },
  { name: "ConnectionError", when: "The service couldn't be reached, or the connection broke." },
  { name: "TimeoutError", when: "The attempt or the whole call took too long." },
  { name: "UnexpectedResponseError", when: "The answer is not what the contract declares." },
];
