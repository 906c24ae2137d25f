import type { JsonObject } from "../../common/json.js";
import type { Diff } from "../rate/level.js";
import { Context } from "./context.js";
import { compareOperations } from "./operations.js";
import { Place } from "./place.js";
import { compareSchemas } from "./schema.js";
import { compareService } from "./service.js";
import { compareTypeNames } from "./types.js";

/**
 * The changes between two contracts for users of the generated package, rated by the rules alone.
 * @param old an OpenAPI 3.1 document in the form of specs/<vendor>/openapi.yaml
 * @throws {UserError} when a reference leads nowhere or in a circle
 */
export function compareContracts(old: JsonObject, now: JsonObject): Diff {
  const context = new Context(Place.root(old), Place.root(now), compareSchemas);
  compareService(context);
  compareOperations(context);
  compareTypeNames(context);
  return context.report.diff();
}
