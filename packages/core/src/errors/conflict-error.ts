import { ApiError } from "./api-error.js";
import { brand } from "./brand.js";

/** 409: the request is at odds with the state of the service. */
export class ConflictError extends ApiError {
  static override readonly [brand]: string = "ConflictError";
}
