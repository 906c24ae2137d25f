import { BillkitError } from "./billkit-error.js";
import { brand } from "./brand.js";
import type { AnswerDetails } from "./details.js";

/** The service answered with a status that is not 2xx. The usual ones have a class each. */
export class ApiError extends BillkitError {
  static override readonly [brand]: string = "ApiError";
  override readonly name: string = "ApiError";
  declare readonly status: AnswerDetails["status"];
  /** The service's own code, if its body has one. */
  declare readonly code: string | undefined;
  declare readonly requestId: AnswerDetails["requestId"];
  declare readonly body: AnswerDetails["body"];
  declare readonly headers: AnswerDetails["headers"];
  declare readonly method: AnswerDetails["method"];
  declare readonly path: AnswerDetails["path"];
  declare readonly attempts: AnswerDetails["attempts"];
  /** How long the service asked to wait before the next request, in milliseconds. */
  declare readonly retryAfterMs: number | undefined;
}
