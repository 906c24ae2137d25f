import type { Contract } from "../engine/contract.js";
import {
  openContractVendor,
  type ContractAccess,
  type ContractState,
} from "../engine/contract-vendor.js";
import type { EngineFault } from "../engine/fault.js";
import type { ReportFault } from "../engine/reports.js";
import type { Opening, Vendor, VendorService } from "../engine/vendor.js";
import { contracts, type ContractName } from "../generated-contracts/index.js";
import { datadog } from "./datadog/data.js";
import { datadogError } from "./datadog/errors.js";
import type { DeepgramState } from "./deepgram/state.js";
import { deepgram, type DeepgramAccess } from "./deepgram/vendor.js";
import { digitalocean } from "./digitalocean/data.js";
import { digitaloceanError } from "./digitalocean/errors.js";
import type { GenesysCloudState } from "./genesys-cloud/state.js";
import {
  genesysCloud,
  type GenesysCloudAccess,
  type GenesysCloudFault,
} from "./genesys-cloud/vendor.js";
import { github } from "./github/data.js";
import { githubError } from "./github/errors.js";
import { openai } from "./openai/data.js";
import { openaiError } from "./openai/errors.js";
import { twilio } from "./twilio/data.js";
import { twilioError } from "./twilio/errors.js";

/** The bills of vendors that are otherwise served from their contracts. */
interface Data {
  readonly datadog: typeof datadog;
  readonly digitalocean: typeof digitalocean;
  readonly github: typeof github;
  readonly openai: typeof openai;
  readonly twilio: typeof twilio;
}

/** Accesses of the vendors with behaviour or bills of their own. */
type OwnAccesses = {
  readonly deepgram: DeepgramAccess;
  readonly "genesys-cloud": GenesysCloudAccess;
} & {
  readonly [Name in keyof Data]: ContractAccess & ReturnType<Data[Name]["access"]>;
};

/** Every vendor's access, by the name of its folder under specs/. */
export type VendorAccesses = {
  readonly [Name in ContractName]: Name extends keyof OwnAccesses
    ? OwnAccesses[Name]
    : ContractAccess;
};

/** States of the vendors with behaviour or bills of their own. */
type OwnStates = {
  readonly deepgram: DeepgramState;
  readonly "genesys-cloud": GenesysCloudState;
} & {
  readonly [Name in keyof Data]: ContractState & ReturnType<Data[Name]["make"]>;
};

/** Every vendor's state, by the name of its folder under specs/. */
export type VendorStates = {
  readonly [Name in ContractName]: Name extends keyof OwnStates ? OwnStates[Name] : ContractState;
};

/** A fault: one of any vendor, or one of a vendor's own. */
export type Fault = EngineFault | ReportFault | GenesysCloudFault;

/** A vendor that a sandbox can serve, because it has a contract. */
export type VendorName = keyof VendorAccesses;

const behaviours = new Map<string, Vendor>([
  ["deepgram", deepgram],
  ["genesys-cloud", genesysCloud],
]);

/** A vendor with its behaviour or its bills, if any; the rest comes from its contract. */
export function openVendor(name: string, contract: Contract, opening: Opening): VendorService {
  const behaviour = behaviours.get(name);
  if (behaviour) return behaviour.open(opening);
  switch (name) {
    case "datadog":
      return openContractVendor(name, contract, opening, datadog, datadogError);
    case "digitalocean":
      return openContractVendor(name, contract, opening, digitalocean, digitaloceanError);
    case "github":
      return openContractVendor(name, contract, opening, github, githubError);
    case "openai":
      return openContractVendor(name, contract, opening, openai, openaiError);
    case "twilio":
      return openContractVendor(name, contract, opening, twilio, twilioError);
    default:
      return openContractVendor(name, contract, opening);
  }
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
