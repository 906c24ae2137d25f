import { ApiError } from "./api-error.js";
import { brand } from "./brand.js";

/** 403: the credential is valid but may not do this. */
export class PermissionDeniedError extends ApiError {
  static override readonly [brand]: string = "PermissionDeniedError";
}
