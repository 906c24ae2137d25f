import type { Description } from "../read/convert.js";
import type { JsonObject } from "../../common/json.js";
import type { WantedOperation } from "../vendor.js";

/** An operation of one description. */
export interface Reading {
  readonly description: Description;
  readonly document: JsonObject;
  /** Its path item, whose parameters and servers it shares. */
  readonly item: JsonObject;
  readonly operation: JsonObject;
  /** Its servers, from the innermost list. */
  readonly servers: readonly JsonObject[];
  readonly wanted: WantedOperation;
  /** Its name in messages. */
  readonly where: string;
}
