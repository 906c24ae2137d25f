import { ApiError } from "./api-error.js";
import { brand } from "./brand.js";

/** 400: the service does not accept the request as it is. */
export class BadRequestError extends ApiError {
  static override readonly [brand]: string = "BadRequestError";
}
