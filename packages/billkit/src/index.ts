export { connectDatadog, type DatadogOptions } from "./datadog.js";
export { connectDeepgram, type DeepgramOptions } from "./deepgram.js";
export { connectDigitalOcean, type DigitalOceanOptions } from "./digitalocean.js";
export {
  connectGenesysCloud,
  type BillableUsagePoller,
  type CompleteBillingUsageReport,
  type ConnectedGenesysCloud,
  type GenesysCloudOptions,
  type GenesysCloudRegion,
  type TrusteeOverview,
  type TrusteeOverviewsOptions,
} from "./genesys-cloud.js";
export { connectGitHub, type GitHubOptions } from "./github.js";
export { connectOpenAI, type OpenAIOptions } from "./openai.js";
export { connectTwilio, type TwilioOptions } from "./twilio.js";
export { utcInterval, type UtcInterval } from "./interval.js";
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
  type PollState,
  type Poller,
  type SerializedPoller,
  type WaitOptions,
} from "@billkit/core";
