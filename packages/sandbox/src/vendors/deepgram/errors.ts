import type { Answer } from "../../engine/message.js";
import type { ParameterProblem, Refusal } from "../../engine/refusal.js";

/**
 * The service's two JSON forms of an error, and plain text. Which one it sends depends on the part
 * of the service that rejects the request.
 */
const legacy = (
  status: number,
  err_code: string,
  err_msg: string,
  request_id?: string,
): Answer => ({
  status,
  json: { err_code, err_msg, ...(request_id === undefined ? {} : { request_id }) },
});

const modern = (
  status: number,
  category: string,
  message: string,
  details: string,
  request_id: string,
): Answer => ({ status, json: { category, message, details, request_id } });

export function refuse(refusal: Refusal, requestId: string): Answer {
  switch (refusal.kind) {
    case "no-such-path":
      return modern(404, "NOT_FOUND", "Not found.", `Nothing is at ${refusal.path}.`, requestId);
    case "method-not-allowed":
      return {
        ...modern(
          405,
          "METHOD_NOT_ALLOWED",
          "Method not allowed.",
          `${refusal.method} is not among ${refusal.allowed.join(", ")}.`,
          requestId,
        ),
        headers: { allow: refusal.allowed.join(", ") },
      };
    case "bad-request":
      return modern(400, "BAD_REQUEST", "Bad request.", refusal.message, requestId);
    case "not-permitted":
      return modern(
        403,
        "UNAUTHORIZED",
        "You are not authorized to access this resource.",
        `The key has none of ${refusal.permissions.join(", ")}.`,
        requestId,
      );
    case "no-credential":
    case "bad-credential":
      return legacy(401, "INVALID_AUTH", "Invalid credentials.", requestId);
    case "bad-parameter":
      return badParameter(refusal, requestId);
    case "too-many-requests":
      return {
        ...legacy(429, "TOO_MANY_REQUESTS", "Too many requests. Try again later.", requestId),
        headers: refusal.retryAfter === undefined ? {} : { "retry-after": refusal.retryAfter },
      };
    case "body-too-large":
      return modern(
        413,
        "PAYLOAD_TOO_LARGE",
        "Payload too large.",
        `The body is larger than ${refusal.limitBytes} bytes.`,
        requestId,
      );
    case "broken":
      return modern(
        500,
        "INTERNAL_SERVER_ERROR",
        "The sandbox failed.",
        refusal.message,
        requestId,
      );
  }
}

export function badParameter(
  { parameter, message, reason }: Omit<ParameterProblem, "value">,
  requestId: string,
): Answer {
  const details =
    reason === "undeclared" ? `unknown parameter \`${parameter}\`` : `\`${parameter}\` ${message}`;
  return modern(400, "INVALID_QUERY_PARAMETER", "Invalid query string.", details, requestId);
}

/** For any status: faults can select one of the forms. */
export const errorForms = {
  modern: (status: number, requestId: string) =>
    modern(status, "SANDBOX_FAULT", `Status ${status}.`, "A fault was requested.", requestId),
  legacy: (status: number, requestId: string) =>
    legacy(status, "SANDBOX_FAULT", `Status ${status}.`, requestId),
  text: (status: number): Answer => ({ status, text: `Status ${status}.` }),
};

/** Another account's project, which exists but isn't visible to the key. */
export function projectOfOthers(requestId: string): Answer {
  return legacy(
    401,
    "INSUFFICIENT_PERMISSIONS",
    "User does not have sufficient permissions to access the requested resource.",
    requestId,
  );
}

/** The service omits the request id here. */
export function projectNotFound(): Answer {
  return legacy(404, "PROJECT_NOT_FOUND", "Project not found.");
}

export function balanceNotFound(requestId: string): Answer {
  return modern(
    404,
    "NOT_FOUND",
    "Balance not found.",
    "The project has no balance with this id.",
    requestId,
  );
}

/** Text in place of a UUID in the path is rejected before anything else is checked. */
export function uuidProblem(value: string): Answer | undefined {
  if (/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value)) return undefined;
  const at = value.search(/[^0-9a-f-]/i);
  const problem =
    at >= 0
      ? "invalid character: expected an optional prefix of `urn:uuid:` followed by " +
        `[0-9a-zA-Z], found \`${value.charAt(at)}\` at ${at + 1}`
      : `invalid length: expected length 32 for simple format, found ${value.length}`;
  return { status: 404, text: `UUID parsing failed: ${problem}` };
}
