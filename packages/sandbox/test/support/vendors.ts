import { contracts } from "../../src/generated-contracts/index.js";

/** The vendors with behaviour of their own, in the order of their ports. */
export const ownVendors = ["deepgram", "genesys-cloud"] as const;

/** Those served from their contracts alone, on the following ports: everything else under specs/. */
export const contractVendors: readonly string[] = Object.keys(contracts).filter(
  (name) => !ownVendors.some((own) => own === name),
);

export const allVendors: readonly string[] = [...ownVendors, ...contractVendors];
