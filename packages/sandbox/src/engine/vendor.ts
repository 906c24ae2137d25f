import type { Clock } from "./clock.js";
import type { OwnKind } from "./fault.js";
import type { JsonObject } from "./json.js";
import type { Answer, SandboxRequest } from "./message.js";
import type { Query } from "./query.js";
import type { Refusal } from "./refusal.js";
import type { AnySlot } from "./slot.js";

/** What everything a vendor answers is derived from. */
export interface World {
  readonly seed: number;
  readonly clock: Clock;
  /** How often a report is answered as unfinished before it is complete. */
  readonly reportPolls: number;
  /** To be called after a state was changed, so that it is kept. */
  readonly changed: () => void;
}

/** A valid request for one of the contract's operations, as a vendor's handler takes it. */
export interface Call {
  /** Path parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Query;
  /** Scheme and host that the request was sent to, for answers that name whole addresses. */
  readonly origin: string;
  /** The address as sent, for answers that name their own. */
  readonly address: string;
  readonly requestId: string;
  /** A good one, without the contract's prefix; empty where the contract asks for none. */
  readonly credential: string;
  /** A fault of one of the vendor's own kinds that hits this request. */
  readonly fault: JsonObject | undefined;
}

export type Handler = (call: Call) => Answer;

/** What a user needs to reach a vendor's sandbox. */
export interface VendorAccess {
  readonly baseUrl: string;
}

/** What is opened: a contract, and the state to begin with where the user gives one. */
export interface Opening {
  readonly document: JsonObject;
  readonly world: World;
  readonly given: unknown;
  /** Where that stands in what the user gave: a JSON pointer. */
  readonly at: string;
}

/** A vendor's own behaviour: what its contract cannot say. One folder per vendor implements it. */
export interface Vendor<Access extends VendorAccess = VendorAccess> {
  open(opening: Opening): VendorService<Access>;
}

/** Changes a vendor's state as something that happens to an account does. @throws InputError */
export type Action = (argument: unknown) => void;

export interface VendorService<Access extends VendorAccess = VendorAccess> {
  /** The name of the folder under specs/ that holds the contract. */
  readonly name: string;
  readonly slot: AnySlot;
  /** By operationId. */
  readonly operations: Readonly<Record<string, Handler>>;
  /** What is served beside the contract, by method and path: `POST /token`. */
  readonly routes: Readonly<Record<string, (request: SandboxRequest) => Answer>>;
  /** What can happen to an account beside requests, by name. */
  readonly actions: Readonly<Record<string, Action>>;
  /** Faults that no other vendor has. */
  readonly faultKinds: Readonly<Record<string, OwnKind>>;
  /** The forms that its errors have, by name, the usual one first. */
  readonly errorForms: Readonly<
    Record<string, (status: number, requestId: string, operationId?: string) => Answer>
  >;
  /** Requests that one credential may make in a minute; undefined where there is no such limit. */
  readonly requestsPerMinute?: number;
  /** What a credential, without the contract's prefix, may do; undefined if it is not good. */
  permissionsOf(credential: string): readonly string[] | undefined;
  /** Ends the life of a credential that has one. */
  expire?(credential: string): void;
  /**
   * A refusal in the vendor's own form.
   * @param operationId The operation that is refused, where the request got so far
   */
  refuse(refusal: Refusal, requestId: string, operationId?: string): Answer;
  /** Addresses and credentials, for a service that listens at `origin`. */
  access(origin: string): Access;
  /** The same as the environment variables that clients read. */
  environment(origin: string): Readonly<Record<string, string>>;
}
