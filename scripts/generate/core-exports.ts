/** The exports of core that every vendor package re-exports, so that users install and import one package. */
export const coreValues = [
  "ApiError",
  "AuthenticationError",
  "BadRequestError",
  "BillkitError",
  "ConfigurationError",
  "ConflictError",
  "ConnectionError",
  "InvalidRequestError",
  "NotFoundError",
  "PermissionDeniedError",
  "RateLimitError",
  "ServerError",
  "TimeoutError",
  "UnexpectedResponseError",
  "authorizeLayer",
  "defaultLayers",
  "logLayer",
  "redirectLayer",
  "retryLayer",
  "timeoutLayer",
] as const;

export const coreTypes = [
  "Answer",
  "ApiPromise",
  "AttemptEvent",
  "AttemptListener",
  "Call",
  "ClientContext",
  "ClientOptions",
  "Clock",
  "Credential",
  "CredentialSource",
  "HttpRequest",
  "Layer",
  "Logger",
  "RequestOptions",
  "Send",
  "WithResponse",
] as const;

/** Core's features that only some operations need; API classes import theirs. */
export const coreFeatures = [
  "anyOf",
  "bytesBody",
  "formBody",
  "isDate",
  "isDateTime",
  "jsonBody",
  "pattern",
  "recursive",
  "styledQuery",
  "textBody",
] as const;

export type CoreFeature = (typeof coreFeatures)[number];

/** Names that the generated files themselves use. */
export const ownNames = [
  "OperationDefinition",
  "PageOptions",
  "PagePromise",
  "PagesDefinition",
  "SerializedPages",
  "ServiceClient",
  "ServiceDefinition",
  "Shape",
  "operations",
  "paths",
] as const;
