import { methods } from "../../generate/contract/normalize.js";
import type { Place } from "./place.js";
import type { Sides } from "./sides.js";

/** An operation and its place. */
export type Operation = ReturnType<typeof readOperations>[number];

/** Two operations of one id. */
export interface OperationPair {
  readonly id: string;
  readonly sides: Sides<Operation>;
  readonly at: Sides<Place>;
}

/** The operations of a contract. */
export function readOperations(contract: Place) {
  return [...contract.members("paths")].flatMap(([path, raw]) => {
    /** The path item, whose parameters it shares. */
    const item = raw.resolve();
    return methods.flatMap((method) => {
      const place = item.get(method);
      /** `GET /v1/things/{id}`, which identifies an operation without an id. */
      const address = `${method.toUpperCase()} ${path}`;
      return place ? [{ id: place.text("operationId") || address, address, place, item }] : [];
    });
  });
}
