import type { Description } from "../read/convert.js";
import type { JsonObject } from "../../common/json.js";
import type { WantedOperation } from "../vendor.js";

/** An operation as one description has it. */
export interface Reading {
  readonly description: Description;
  readonly document: JsonObject;
  /** The path item it stands in, whose parameters and servers it shares. */
  readonly item: JsonObject;
  readonly operation: JsonObject;
  /** Where it is served, as the innermost list of servers has it. */
  readonly servers: readonly JsonObject[];
  readonly wanted: WantedOperation;
  /** What messages call it. */
  readonly where: string;
}
