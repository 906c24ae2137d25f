import type { Clock } from "./clock.js";
import type { OwnKind } from "./fault.js";
import type { JsonObject } from "./json.js";
import type { Answer, SandboxRequest } from "./message.js";
import type { Query } from "./query.js";
import type { Refusal } from "./refusal.js";
import type { AnySlot } from "./slot.js";

/** The basis of everything a vendor returns. */
export interface World {
  readonly seed: number;
  readonly clock: Clock;
  /** How many polls return an unfinished report before it is complete. */
  readonly reportPolls: number;
  /** Call it after changing a state, so that it is saved. */
  readonly changed: () => void;
}

/** A valid request for one of the contract's operations, as a vendor's handler receives it. */
export interface Call {
  /** Path parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Query;
  /** Scheme and host that the request was sent to, for responses with absolute addresses. */
  readonly origin: string;
  /** The address as sent, for responses that contain their own. */
  readonly address: string;
  readonly requestId: string;
  /** A valid credential without the contract's prefix; empty if the contract requires none. */
  readonly credential: string;
  /** A fault of one of the vendor's own kinds that affects this request. */
  readonly fault: JsonObject | undefined;
}

export type Handler = (call: Call) => Answer;

/** Serves an address that the contract doesn't have. */
export interface Beside {
  /** Its operation, which faults can name. */
  readonly operationId?: string;
  /** Whether it requires no credential. */
  readonly isOpen: boolean;
  readonly handle: Handler;
}

/** How to reach a vendor's sandbox. */
export interface VendorAccess {
  readonly baseUrl: string;
}

/** What a vendor is opened with: a contract, and the initial state if the user passes one. */
export interface Opening {
  readonly document: JsonObject;
  readonly world: World;
  readonly given: unknown;
  /** The JSON pointer of that state in the user's input. */
  readonly at: string;
}

/**
 * A vendor's own behaviour: what its contract can't express. One folder per vendor implements it.
 */
export interface Vendor<Access extends VendorAccess = VendorAccess> {
  open(opening: Opening): VendorService<Access>;
}

/**
 * Changes a vendor's state the way events of an account do.
 * @throws InputError
 */
export type Action = (argument: unknown) => void;

export interface VendorService<Access extends VendorAccess = VendorAccess> {
  /** The name of the contract's folder under specs/. */
  readonly name: string;
  readonly slot: AnySlot;
  /** By operationId. */
  readonly operations: Readonly<Record<string, Handler>>;
  /** Routes outside the contract, by method and path: `POST /token`. */
  readonly routes: Readonly<Record<string, (request: SandboxRequest) => Answer>>;
  /** Serves addresses that responses contain, such as those of files. */
  beside?(request: SandboxRequest): Beside | undefined;
  /** Events of an account other than requests, by name. */
  readonly actions: Readonly<Record<string, Action>>;
  /** Faults that no other vendor supports. */
  readonly faultKinds: Readonly<Record<string, OwnKind>>;
  /** The error forms by name, the default first. */
  readonly errorForms: Readonly<
    Record<string, (status: number, requestId: string, operationId?: string) => Answer>
  >;
  /** The query in the contract's form, if the service accepts another form as well. */
  readonly normalizeQuery?: ((query: string) => string) | undefined;
  /** Requests per minute and credential; undefined without such a limit. */
  readonly requestsPerMinute?: number;
  /** The permissions of a credential without the contract's prefix; undefined if it is invalid. */
  permissionsOf(credential: string): readonly string[] | undefined;
  /** Expires a credential that can expire. */
  expire?(credential: string): void;
  /**
   * An error in the vendor's own form.
   * @param operationId the rejected operation, if the request got that far
   */
  refuse(refusal: Refusal, requestId: string, operationId?: string): Answer;
  /** Addresses and credentials, for a service that listens at `origin`. */
  access(origin: string): Access;
  /** The same as the environment variables that clients read. */
  environment(origin: string): Readonly<Record<string, string>>;
}
