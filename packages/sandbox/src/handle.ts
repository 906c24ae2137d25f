import type { Control } from "./engine/control.js";
import type { ActiveFault } from "./engine/faults.js";
import type { GivenState, StateDocument } from "./engine/state-document.js";
import type { VendorService } from "./engine/vendor.js";
import type { Fault, VendorAccesses, VendorName, VendorStates } from "./vendors/registry.js";

/** `genesys-cloud` as a property: `genesysCloud`. */
type CamelCase<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** How to reach each vendor of a sandbox: by folder name, and as a property. */
export type Accesses<Name extends VendorName = VendorName> = {
  readonly vendors: Pick<VendorAccesses, Name>;
} & { readonly [Each in Name as CamelCase<Each>]: VendorAccesses[Each] };

/** A sandbox's whole state: `PUT` it back, or use it as a seed. */
export type SandboxState<Name extends VendorName = VendorName> = StateDocument<
  Pick<VendorStates, Name>
>;

/** State and faults of a sandbox. Every method throws an Error in one line for invalid input. */
export interface SandboxControl<Name extends VendorName = VendorName> {
  /** A copy of the whole current state. */
  readonly state: () => SandboxState<Name>;
  /**
   * Replaces the given parts, each vendor's state entirely; on an error, nothing changes. The state
   * of a vendor that isn't served is ignored, so that one file works for any choice of vendors.
   */
  readonly setState: (state: GivenState) => void;
  /** Restores the start: state, request ids, faults. Logins made since are forgotten. */
  readonly reset: () => void;
  /** Makes requests fail from now on. */
  readonly addFault: (fault: Fault) => ActiveFault;
  /** Faults that can still affect requests. */
  readonly faults: () => readonly ActiveFault[];
  /** Removes one fault, or all of them without an id. */
  readonly removeFaults: (id?: string) => void;
  /** Makes something happen to an account: usage, a purchase. The README lists the actions. */
  readonly act: (vendor: Name, action: string, argument: object) => void;
}

/**
 * Copies only the declared fields of a vendor's access: users' compilers must resolve their types.
 */
interface Named {
  readonly name: VendorName;
  readonly vendor: Pick<VendorService, "access" | "environment">;
}

/** @returns accesses by vendor name, and also by the handle's property names */
export function accessesOf(vendors: readonly Named[], origin: (name: string) => string) {
  const by: Partial<VendorAccesses> = {};
  const properties: Record<string, unknown> = {};
  const environment: Record<string, string> = {};
  for (const { name, vendor } of vendors) {
    const access = vendor.access(origin(name));
    Object.assign(by, { [name]: access });
    properties[name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())] = access;
    Object.assign(environment, vendor.environment(origin(name)));
  }
  return { accesses: { ...properties, vendors: by }, environment };
}

/** The handle's control, whose functions can be called unbound. */
export function controlOf(control: Control) {
  return {
    state: () => control.state(),
    setState: (state: GivenState) => {
      control.setState(state);
    },
    reset: () => {
      control.reset();
    },
    addFault: (fault: Fault) => control.faults.add(fault),
    faults: () => control.faults.list(),
    removeFaults: (id?: string) => {
      control.faults.remove(id);
    },
    act: (vendor: string, action: string, argument: object) => {
      control.act(vendor, action, argument);
    },
  };
}
