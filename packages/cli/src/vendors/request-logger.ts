import type { Logger } from "@billkit/core";
import type { Output } from "../io.js";
import { sanitize } from "../text/text.js";

/**
 * Logs one line per attempt. The client's events contain no header, body, query value or
 * credential.
 */
export function requestLogger(output: Output): Logger {
  const log = (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    const text = (name: string): string => {
      const value = fields[name];
      return typeof value === "string" || typeof value === "number" ? ` ${value}` : "";
    };
    if (message === "call") return;
    const line =
      message === "attempt"
        ? `${text("method")}${text("origin")}${text("path").trim()}${text("status")}${text("errorType")}${text("durationMs")} ms${text("requestId")}`
        : ` ${message} ${JSON.stringify(fields)}`;
    output.write(`billkit:${sanitize(line)}\n`);
  };
  return { debug: log, info: log, warn: log, error: log };
}
