import { methods } from "../../generate/contract/normalize.js";
import type { Place } from "./place.js";
import type { Sides } from "./sides.js";

/** An operation and its place. */
export interface Operation {
  /** Its operation id, or its address without one. */
  readonly id: string;
  /** `GET /v1/things/{id}`. */
  readonly address: string;
  readonly place: Place;
  /** The path item, whose parameters it shares. */
  readonly item: Place;
}

/** Two operations of one id. */
export interface OperationPair {
  readonly id: string;
  readonly sides: Sides<Operation>;
  readonly at: Sides<Place>;
}

/** The operations of a contract. */
export function readOperations(contract: Place): Operation[] {
  return [...contract.members("paths")].flatMap(([path, raw]) => {
    const item = raw.resolve();
    return methods.flatMap((method): Operation[] => {
      const place = item.get(method);
      const address = `${method.toUpperCase()} ${path}`;
      return place ? [{ id: place.text("operationId") || address, address, place, item }] : [];
    });
  });
}
