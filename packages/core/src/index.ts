export {
  ApiPromise,
  redactResult,
  resultDetails,
  type WithResponse,
} from "./client/api-promise.js";
export { basicOptions } from "./client/basic.js";
export { clientOptionNames, refuseUnknown, suggestName } from "./client/check-options.js";
export type { Credential, CredentialSource } from "./client/credential.js";
export type { Logger } from "./client/logger.js";
export type { ClientOptions, FetchOptions, RequestOptions } from "./client/options.js";
export { messageDelay, pinnedParameters, queryCredentials } from "./client/service-features.js";
export { ServiceClient } from "./client/service-client.js";
export type {
  CredentialPlacement,
  ErrorForm,
  PinnedParameter,
  ServiceDefinition,
} from "./client/service.js";
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
} from "./errors.js";
export { systemClock, type Clock } from "./internal/clock.js";
export { keepSecret } from "./internal/redact.js";
export {
  emitAttempt,
  logLayer,
  type AttemptEvent,
  type AttemptListener,
  type AttemptSummary,
} from "./pipeline/attempt-event.js";
export { authorizeLayer } from "./pipeline/authorize.js";
export type { Call, ClientContext, HttpRequest, Layer, Send } from "./pipeline/call.js";
export { defaultLayers, transportLayers } from "./pipeline/default-layers.js";
export { redirectLayer } from "./pipeline/redirect.js";
export { retryLayer } from "./pipeline/retry.js";
export { timeoutLayer } from "./pipeline/timeout.js";
export { Poller } from "./reports/poller.js";
export type {
  PollerDefinition,
  PollState,
  ReportStatus,
  WaitOptions,
} from "./reports/report-definition.js";
export type { SerializedPoller } from "./reports/serialized-poller.js";
export { isDate, isDateTime, pattern } from "./request/argument-formats.js";
export type { ArgumentSchema } from "./request/argument-schema.js";
export { formBody, jsonBody } from "./request/serialize-body.js";
export { styledQuery } from "./request/styled-query.js";
export type {
  BodyDefinition,
  OperationDefinition,
  ParameterDefinition,
  ReadBody,
  SerializeBody,
  SerializeQuery,
} from "./request/operation.js";
export { Answer } from "./response/answer.js";
export { bytesBody, textBody } from "./response/body.js";
export type { Shape, ShapeCheck } from "./response/shape.js";
export { anyOf, recursive } from "./response/shape-alternatives.js";
