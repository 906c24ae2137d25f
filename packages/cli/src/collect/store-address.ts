import { usageError } from "../failure.js";
import type { Environment } from "../io.js";

/**
 * Where the store is: `--store`, or `BILLKIT_STORE`.
 *
 * @throws CommandError if neither is set, both are, or `--store` has a password: other users see arguments
 */
export function storeAddress(option: string | undefined, env: Environment): string {
  const { BILLKIT_STORE: variable } = env;
  if (option === undefined) {
    if (variable) return variable;
    throw usageError(
      "no store. Pass --store DIR, or set BILLKIT_STORE to a directory or postgres://….",
    );
  }
  if (variable) throw usageError("pass either --store or BILLKIT_STORE, not both.");
  const hasPassword = /^[a-z]+:\/\/[^/@]*:[^/@]*@/i.test(option) || /[?&]password=/i.test(option);
  if (hasPassword)
    throw usageError(
      "--store has a password, which other users can see; set BILLKIT_STORE instead.",
    );
  return option;
}
