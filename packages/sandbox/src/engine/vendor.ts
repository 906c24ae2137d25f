import type { Clock } from "./clock.js";
import type { Answer, SandboxRequest } from "./message.js";
import type { Query } from "./query.js";
import type { Refusal } from "./refusal.js";

/** What everything a vendor answers is derived from. */
export interface World {
  readonly seed: number;
  readonly clock: Clock;
  /** How often a report is answered as unfinished before it is complete. */
  readonly reportPolls: number;
}

/** A valid request for one of the contract's operations, as a vendor's handler takes it. */
export interface Call {
  /** Path parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Query;
  /** The address as sent, for answers that name their own. */
  readonly address: string;
  readonly requestId: string;
}

export type Handler = (call: Call) => Answer;

/** What a user needs to reach a vendor's sandbox. */
export interface VendorAccess {
  readonly baseUrl: string;
}

/** A vendor's own behaviour: what its contract cannot say. One folder per vendor implements it. */
export interface Vendor<Access extends VendorAccess = VendorAccess> {
  open(world: World): VendorService<Access>;
}

export interface VendorService<Access extends VendorAccess = VendorAccess> {
  /** The name of the folder under specs/ that holds the contract. */
  readonly name: string;
  /** By operationId. */
  readonly operations: Readonly<Record<string, Handler>>;
  /** What is served beside the contract, by method and path: `POST /token`. */
  readonly routes: Readonly<Record<string, (request: SandboxRequest) => Answer>>;
  /** Requests that one credential may make in a minute; undefined where there is no such limit. */
  readonly requestsPerMinute?: number;
  /** Whether a credential, of which the contract's prefix is already taken off, is good. */
  accepts(credential: string): boolean;
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
