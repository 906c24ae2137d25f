import { UserError } from "../common/user-error.js";
import type { Run } from "./propose.js";

/**
 * Checks that the checkout has no uncommitted changes: they would end up in what is proposed.
 * @throws {UserError} with the files
 */
export async function requireCleanTree(run: Run): Promise<void> {
  const changed = (await run("git", ["status", "--porcelain"])).split("\n").filter(Boolean);
  if (changed.length === 0) return;
  const files = changed.map((line) => line.slice(3)).join(", ");
  throw new UserError(`commit or remove these files first: ${files}`);
}
