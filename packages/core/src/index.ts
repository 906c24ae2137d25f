export { ApiPromise, type WithResponse } from "./client/api-promise.js";
export { tellAttempt, type AttemptEvent, type AttemptListener } from "./pipeline/attempt-event.js";
export { Answer } from "./response/answer.js";
export type { Call, ClientContext, HttpRequest, Layer, Send } from "./pipeline/types.js";
export { systemClock, type Clock } from "./internal/clock.js";
export { resultDetails } from "./client/call-result.js";
export type { Credential, CredentialSource } from "./client/credential.js";
export {
  ApiError,
  AuthenticationError,
  BadRequestError,
  BillkitError,
  ConfigurationError,
  ConflictError,
  ConnectionError,
  type AnswerDetails,
  type RequestDetails,
  InvalidRequestError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  TimeoutError,
  UnexpectedResponseError,
} from "./errors.js";
export { authorizeLayer } from "./pipeline/authorize.js";
export { defaultLayers } from "./pipeline/default-layers.js";
export { logLayer } from "./pipeline/log.js";
export type { Outcome } from "./pipeline/attempt-summary.js";
export { redirectLayer } from "./pipeline/redirect.js";
export { retryLayer } from "./pipeline/retry.js";
export { timeoutLayer } from "./pipeline/timeout.js";
export type { Logger } from "./client/logger.js";
export type { OperationDefinition, ParameterDefinition } from "./request/operation.js";
export {
  clientOptionNames,
  type ClientOptions,
  type FetchOptions,
  type RequestOptions,
} from "./client/options.js";
export { Poller } from "./reports/poller.js";
export type {
  PollerDefinition,
  PollState,
  ReportStatus,
  WaitOptions,
} from "./reports/report-definition.js";
export { refuseUnknown } from "./internal/unknown-option.js";
export { keepSecret } from "./internal/redact.js";
export type { SerializedPoller } from "./reports/serialized-poller.js";
export { ServiceClient } from "./client/service-client.js";
export type { ErrorForm, ServiceDefinition } from "./client/service.js";
export type { Shape } from "./response/shape.js";
export type { ValueRule } from "./request/argument-schema.js";
