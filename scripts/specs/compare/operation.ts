import { HTTP_METHODS } from "../select/grammar.js";
import type { Place, Sides } from "./place.js";

/** An operation where it stands. */
export interface Operation {
  /** Its operation id, or its address where it has none. */
  readonly id: string;
  /** `GET /v1/things/{id}`. */
  readonly address: string;
  readonly place: Place;
  /** The path item, whose parameters it shares. */
  readonly item: Place;
}

/** Two operations of one id. */
export interface OperationPair extends Sides<Operation> {
  readonly id: string;
  readonly at: Sides<Place>;
}

/** The operations of a contract, by id. */
export function readOperations(contract: Place): Operation[] {
  const found: Operation[] = [];
  for (const [path, raw] of contract.members("paths")) {
    const item = raw.resolve();
    for (const method of HTTP_METHODS) {
      const place = item.get(method);
      if (!place) continue;
      const address = `${method.toUpperCase()} ${path}`;
      found.push({ id: place.text("operationId") || address, address, place, item });
    }
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** An address without the names of its parameters, which the service does not see. */
export function bareAddress({ address }: Operation): string {
  return address.replace(/\{[^{}]*\}/g, "{}");
}
