import { ApiError } from "./api-error.js";
import { brand } from "./brand.js";

/** 404: the service does not know what the path names. */
export class NotFoundError extends ApiError {
  static override readonly [brand]: string = "NotFoundError";
}
