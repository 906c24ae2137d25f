import { ApiError } from "./api-error.js";
import { brand } from "./brand.js";

/** 429: too many requests; `retryAfterMs` says how long the service asked to wait, if it did. */
export class RateLimitError extends ApiError {
  static override readonly [brand]: string = "RateLimitError";
}
