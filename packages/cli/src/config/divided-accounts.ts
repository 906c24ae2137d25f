import { ConfigurationError } from "@billkit/core";
import { vendors } from "../vendors/registry.js";
import type { AccountConfig, Problem } from "./accounts.js";

/** Finds `accountIds` of a vendor whose credentials see one account only, which its package knows. */
export async function dividedAccounts(accounts: readonly AccountConfig[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [at, { vendor, accountIds }] of accounts.entries()) {
    const entry = vendors.get(vendor);
    if (accountIds === undefined || entry === undefined) continue;
    const { definition } = await entry.load();
    const { accountSource } = await import("@billkit/charges/collect");
    const { contract } = definition;
    try {
      accountSource({ vendor, contract, definition, client: {}, options: {} }, ["any"]);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      problems.push({ path: ["accounts", at, "accountIds"], message: error.message });
    }
  }
  return problems;
}
