import { ApiError } from "./api-error.js";
import { brand } from "./brand.js";

/** 401: the service does not accept the credential, also after one renewal. */
export class AuthenticationError extends ApiError {
  static override readonly [brand]: string = "AuthenticationError";
}
