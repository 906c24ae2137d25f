import { ApiError } from "./api-error.js";
import { brand } from "./brand.js";

/** 5xx: the service failed. */
export class ServerError extends ApiError {
  static override readonly [brand]: string = "ServerError";
}
