import type { ContractAccess, ContractState } from "../engine/contract-vendor.js";
import type { EngineFault } from "../engine/fault.js";
import type { Vendor } from "../engine/vendor.js";
import { contracts, type ContractName } from "../generated-contracts/index.js";
import type { DeepgramState } from "./deepgram/state.js";
import { deepgram, type DeepgramAccess } from "./deepgram/vendor.js";
import type { GenesysCloudState } from "./genesys-cloud/state.js";
import {
  genesysCloud,
  type GenesysCloudAccess,
  type GenesysCloudFault,
} from "./genesys-cloud/vendor.js";

/** Accesses of the vendors that have behaviour of their own. */
interface OwnAccesses {
  readonly deepgram: DeepgramAccess;
  readonly "genesys-cloud": GenesysCloudAccess;
}

/** Every vendor's access, by the name of its folder under specs/; one without behaviour is served from its contract alone. */
export type VendorAccesses = {
  readonly [Name in ContractName]: Name extends keyof OwnAccesses
    ? OwnAccesses[Name]
    : ContractAccess;
};

/** States of the vendors that have behaviour of their own. */
interface OwnStates {
  readonly deepgram: DeepgramState;
  readonly "genesys-cloud": GenesysCloudState;
}

/** Every vendor's state, by the name of its folder under specs/. */
export type VendorStates = {
  readonly [Name in ContractName]: Name extends keyof OwnStates ? OwnStates[Name] : ContractState;
};

/** Something that goes wrong: with any vendor, or as it does with one. */
export type Fault = EngineFault | GenesysCloudFault;

/** A vendor that a sandbox can play: each of which there is a contract. */
export type VendorName = keyof VendorAccesses;

const behaviours = new Map<string, Vendor>([
  ["deepgram", deepgram],
  ["genesys-cloud", genesysCloud],
]);

/** What a vendor's contract cannot say of it, where that has been written. */
export function behaviourOf(name: string): Vendor | undefined {
  return behaviours.get(name);
}

/** In the order of their ports: those with behaviour keep theirs when a vendor is added. */
export const vendorNames: readonly VendorName[] = [
  "deepgram",
  "genesys-cloud",
  ...names(contracts).filter((name) => !behaviours.has(name)),
];

function names<Name extends string>(by: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(by) as Name[];
}
