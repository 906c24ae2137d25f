import path from "node:path";
import type { Stage } from "./stage.js";

/** One way to use the packages. */
export interface Row {
  /** Its name on the command line. */
  readonly id: string;
  readonly title: string;
  /** `--quick` leaves it out. */
  readonly slow?: boolean;
  /** Why a machine may lack its tool; other rows must run. */
  readonly mayLack?: string;
  /** Prints the tool's version; if it fails, the row doesn't run. */
  readonly version: readonly [command: string, ...args: string[]];
  /** @throws {Error} if the packages don't work */
  run(stage: Stage): Promise<void>;
}

/** A folder with its own lock file, outside the workspaces. */
export const toolsFolder = path.join(import.meta.dirname, "tools");

/** A file of the installed tools. */
export function tool(file: string): string {
  return path.join(toolsFolder, "node_modules", file);
}
