import { truncate } from "./text.js";

interface Terminal {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** One status line. */
export interface Progress {
  show(text: string): void;
  /** Erases the line, before anything else is written. */
  clear(): void;
}

/** Overwrites one line on a terminal; writes nothing elsewhere. */
export function progressOn(output: Terminal): Progress {
  let isShown = false;
  return {
    show(text) {
      if (!output.isTTY) return;
      output.write(`\r\u001b[2K${truncate(text, (output.columns ?? 80) - 1)}`);
      isShown = true;
    },
    clear() {
      if (isShown) output.write("\r\u001b[2K");
      isShown = false;
    },
  };
}
