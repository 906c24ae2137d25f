import path from "node:path";

/** A folder with its own lockfile, outside of the workspaces. */
export const toolsFolder = path.join(import.meta.dirname, "tools");

/** A file of the tools, which are installed there when the matrix first runs. */
export function tool(file: string): string {
  return path.join(toolsFolder, "node_modules", file);
}
