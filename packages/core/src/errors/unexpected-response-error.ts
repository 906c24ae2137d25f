import { BillkitError } from "./billkit-error.js";
import { brand } from "./brand.js";
import type { AnswerDetails } from "./details.js";

/** An answer came that is not what the contract declares, or that cannot be followed. */
export class UnexpectedResponseError extends BillkitError {
  static override readonly [brand]: string = "UnexpectedResponseError";
  override readonly name: string = "UnexpectedResponseError";
  /**
   * `body`: not the declared JSON; `size`: larger than is read; `redirect`: one that is not
   * followed; `status`: no HTTP status of an answer; `state`: a report's status stays unknown.
   */
  declare readonly reason: "body" | "size" | "redirect" | "status" | "state";
  declare readonly status: AnswerDetails["status"];
  declare readonly requestId: AnswerDetails["requestId"];
  declare readonly body: AnswerDetails["body"];
  declare readonly headers: AnswerDetails["headers"];
  declare readonly method: AnswerDetails["method"];
  declare readonly path: AnswerDetails["path"];
  declare readonly attempts: AnswerDetails["attempts"];
}
