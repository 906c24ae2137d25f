import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Version } from "./replay.js";
import type { Workspace } from "./workspace.js";

/** The output of drift for a version of Deepgram's description, and of sync when it adopts it. */
export async function follow(
  workspace: Workspace,
  { text }: Version,
): Promise<{ level: string; exitCodes: number[]; synced: string }> {
  const from = join(workspace.root, "description.json");
  const page = join(workspace.root, "page.md");
  writeFileSync(from, text);
  const drifted = await workspace.run(["drift", "deepgram", "--from", from, "--page", page]);
  const level = /^## deepgram: (\w+)/.exec(readFileSync(page, "utf8"))?.[1] ?? "none";
  const exitCode = await workspace.run(["sync", "deepgram", "--from", from]);
  return { level, exitCodes: [drifted, exitCode], synced: workspace.out.join("\n") };
}
