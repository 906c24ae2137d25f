import { BillkitError } from "./billkit-error.js";
import { brand } from "./brand.js";
import type { AnswerDetails } from "./details.js";

/** The service answered with a status that is not 2xx. The usual ones have a class each. */
export class ApiError extends BillkitError {
  static override readonly [brand]: string = "ApiError";
  /** HTTP status. */
  declare readonly status: AnswerDetails["status"];
  /** The service's own code, if its body has one. */
  declare readonly code: string | undefined;
  /** The service's own id of the request, from a header or the body. */
  declare readonly requestId: AnswerDetails["requestId"];
  /** The parsed JSON, or the text, up to 32 MiB; a credential that is echoed is cut out. */
  declare readonly body: AnswerDetails["body"];
  /** Lower-case names; without cookies and credentials. */
  declare readonly headers: AnswerDetails["headers"];
  /** HTTP method. */
  declare readonly method: AnswerDetails["method"];
  /** The address's path as it was requested, without the query. */
  declare readonly path: AnswerDetails["path"];
  /** How many requests were made. */
  declare readonly attempts: AnswerDetails["attempts"];
  /** How long the service asked to wait before the next request, in milliseconds. */
  declare readonly retryAfterMs: number | undefined;
}
