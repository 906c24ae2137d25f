import { BillkitError } from "./billkit-error.js";
import { brand } from "./brand.js";
import type { AnswerDetails } from "./details.js";

/** An answer came that is not what the contract declares, or that cannot be followed. */
export class UnexpectedResponseError extends BillkitError {
  static override readonly [brand]: string = "UnexpectedResponseError";
  /**
   * `body`: no JSON; `mismatch`: JSON that is not as declared, at `pointer`; `size`: larger than is
   * read; `redirect`: one that is not followed; `status`: no HTTP status of an answer; `state`: a
   * report's status stays unknown.
   */
  declare readonly reason: "body" | "mismatch" | "size" | "redirect" | "status" | "state";
  /** Of a mismatch: the place in the body, as a JSON pointer (RFC 6901), e.g. `/orders/0/amount`. */
  declare readonly pointer: string | undefined;
  /** HTTP status. */
  declare readonly status: AnswerDetails["status"];
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
}
