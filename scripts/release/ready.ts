import path from "node:path";
import { unwritten } from "../specs/add/placeholder.js";
import { rangeProblems, readWorkspaces } from "./workspaces.js";

/** What keeps everything from being packed, a line each: a range, or a text that nobody has written. */
export async function unready(root: string): Promise<string[]> {
  const problems = rangeProblems(root);
  for (const { folder } of readWorkspaces(root))
    problems.push(...(await unwritten(root, path.basename(folder))));
  return problems;
}
