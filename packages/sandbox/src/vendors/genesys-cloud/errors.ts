import type { Json } from "../../engine/json.js";
import type { Answer } from "../../engine/message.js";
import type { ParameterProblem, Refusal } from "../../engine/refusal.js";

/** An error in the platform's only form; `contextId` is the id in the response's header. */
function errorBody(
  status: number,
  code: string,
  message: string,
  contextId: string,
  more: Readonly<Record<string, Json>> = {},
): Answer {
  return {
    status,
    json: { message, code, status, contextId, ...more, details: more.details ?? [], errors: [] },
  };
}

export function refuse(refusal: Refusal, requestId: string): Answer {
  switch (refusal.kind) {
    case "no-such-path":
      return errorBody(404, "not.found", "The requested resource was not found.", requestId);
    case "method-not-allowed":
      return {
        ...errorBody(
          405,
          "method.not.allowed",
          `The method ${refusal.method} is not among ${refusal.allowed.join(", ")}.`,
          requestId,
        ),
        headers: { allow: refusal.allowed.join(", ") },
      };
    case "bad-request":
      return errorBody(400, "bad.request", refusal.message, requestId);
    case "not-permitted":
      return notPermitted(refusal.permissions, requestId);
    case "no-credential":
      return errorBody(
        401,
        "authentication.required",
        "No authentication bearer token specified in authorization header.",
        requestId,
      );
    case "bad-credential":
      return errorBody(401, "bad.credentials", "Invalid login credentials.", requestId);
    case "bad-parameter":
      return badParameter(refusal, requestId);
    case "too-many-requests":
      return tooManyRequests(refusal, requestId);
    case "body-too-large":
      return errorBody(
        413,
        "request.entity.too.large",
        `The body is larger than ${refusal.limitBytes} bytes.`,
        requestId,
      );
    case "broken":
      return errorBody(500, "internal.server.error", refusal.message, requestId);
  }
}

export function badParameter(
  { parameter, reason, value = "", message }: ParameterProblem,
  requestId: string,
): Answer {
  const code = {
    missing: "bad.request",
    undeclared: "bad.request",
    date: "invalid.date",
    value: "invalid.query.param.value",
  }[reason];
  const template = {
    missing: "The parameter [{parameter}] is required.",
    undeclared: "The parameter [{parameter}] is not known.",
    date: "The value [{value}] of [{parameter}] is not an ISO-8601 date-time.",
    value: `The value [{value}] of [{parameter}] ${message}.`,
  }[reason];
  return errorBody(
    400,
    code,
    template.replace("{value}", () => value).replace("{parameter}", () => parameter),
    requestId,
    {
      messageWithParams: template,
      messageParams: { parameter, value },
      details: [{ errorCode: code, fieldName: parameter }],
    },
  );
}

export function trustorNotFound(entityId: string, requestId: string): Answer {
  const code = "not.found";
  const entityName = "trustor";
  return errorBody(404, code, "The requested resource was not found.", requestId, {
    entityId,
    entityName,
    details: [{ errorCode: code, fieldName: "trustorOrgId", entityId, entityName }],
  });
}

export function periodNotFound(index: number, requestId: string): Answer {
  return errorBody(404, "not.found", `There is no billing period ${index}.`, requestId);
}

/** For any status, for faults. */
export const errorForms = {
  json: (status: number, requestId: string) =>
    errorBody(status, "sandbox.fault", `Status ${status}: a fault was requested.`, requestId),
};

function notPermitted(permissions: readonly string[], requestId: string): Answer {
  const list = permissions.join(", ");
  const template =
    "Unable to perform the requested action. You must have at least one of: [{permissions}].";
  return errorBody(
    403,
    "missing.any.permissions",
    template.replace("{permissions}", list),
    requestId,
    { messageWithParams: template, messageParams: { permissions: list } },
  );
}

/** With the wait in header, message and code, if there is a wait. */
function tooManyRequests(
  { limit: value, retryAfter }: { limit: number | undefined; retryAfter: string | undefined },
  requestId: string,
): Answer {
  const limit =
    value === undefined
      ? {}
      : { limit: { key: "token.rate.per.minute", namespace: "platform.api", value } };
  const exceeded = "Rate limit exceeded the maximum.";
  if (retryAfter === undefined) {
    return errorBody(429, "too.many.requests", exceeded, requestId, limit);
  }
  const message = `${exceeded} Retry the request in [${retryAfter}] seconds`;
  return {
    ...errorBody(429, "too.many.requests.retry.after", message, requestId, limit),
    headers: { "retry-after": retryAfter },
  };
}
