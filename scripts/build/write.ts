import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Writes a file and creates its parent folders. */
export function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
