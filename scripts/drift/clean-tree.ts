import type { Run } from "./pull-request.js";

/**
 * That the checkout is what is committed: whatever is not would be pushed with what is proposed.
 * @throws {Error} with the files
 */
export async function requireCleanTree(run: Run): Promise<void> {
  const changed = (await run("git", ["status", "--porcelain"])).split("\n").filter(Boolean);
  if (changed.length === 0) return;
  const files = changed.map((line) => line.slice(3)).join(", ");
  throw new Error(`commit or put away first what is not committed: ${files}`);
}
