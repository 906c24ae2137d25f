export { ApiPromise, redactResult, resultDetails, type WithResponse } from "./api-promise.js";
export { basicOptions } from "./basic.js";
export { clientOptionNames, refuseUnknown, suggestName } from "./check-options.js";
export type { Credential, CredentialSource } from "./credential.js";
export type { Logger } from "./logger.js";
export type { ClientOptions, FetchOptions, RequestOptions } from "./options.js";
export { messageDelay, pinnedParameters, queryCredentials } from "./service-features.js";
export { ServiceClient } from "./service-client.js";
export type {
  CredentialPlacement,
  ErrorForm,
  PinnedParameter,
  ServiceDefinition,
} from "./service.js";
export {
  ApiError,
  AuthenticationError,
  BadRequestError,
  BillkitError,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  InvalidRequestError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnexpectedResponseError,
  type AnswerDetails,
  type RequestDetails,
} from "../errors.js";
export { systemClock, type Clock } from "../internal/clock.js";
export { keepSecret } from "../internal/redact.js";
export {
  emitAttempt,
  logLayer,
  type AttemptEvent,
  type AttemptListener,
  type AttemptSummary,
} from "../pipeline/attempt-event.js";
export { authorizeLayer } from "../pipeline/authorize.js";
export type { Call, ClientContext, HttpRequest, Layer, Send } from "../pipeline/call.js";
export { defaultLayers, transportLayers } from "../pipeline/default-layers.js";
export { redirectLayer } from "../pipeline/redirect.js";
export { retryLayer } from "../pipeline/retry.js";
export { timeoutLayer } from "../pipeline/timeout.js";
export { isDate, isDateTime, pattern } from "../request/argument-formats.js";
export type { ArgumentSchema } from "../request/argument-schema.js";
export { formBody, jsonBody } from "../request/serialize-body.js";
export { styledQuery } from "../request/styled-query.js";
export type {
  BodyDefinition,
  OperationDefinition,
  ParameterDefinition,
  ReadBody,
  SerializeBody,
  SerializeQuery,
} from "../request/operation.js";
export { Answer } from "../response/answer.js";
export { bytesBody, textBody } from "../response/body.js";
export type { Shape, ShapeCheck } from "../response/shape.js";
export { anyOf, recursive } from "../response/shape-alternatives.js";
