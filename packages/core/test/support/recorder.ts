import type { Logger } from "../../src/index.js";

export type Line = [level: string, message: string, fields: Readonly<Record<string, unknown>>];

/** A logger and the lines that it received. */
export function recorder(): { logger: Logger; lines: Line[] } {
  const lines: Line[] = [];
  const at = (level: string) => (message: string, fields?: Readonly<Record<string, unknown>>) =>
    lines.push([level, message, fields ?? {}]);
  return {
    lines,
    logger: { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") },
  };
}
