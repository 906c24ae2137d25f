import { shorten } from "./text.js";

interface Terminal {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Shows how far a wait has come. */
export interface Progress {
  show(text: string): void;
  /** Ends what is shown, before anything else is written. */
  clear(): void;
}

/** On a terminal one line that is written over; in a pipe a line each time that something is new. */
export function progressOn(output: Terminal, columns: number): Progress {
  let last = "";
  return {
    show(text) {
      const line = shorten(text, columns - 1);
      if (output.isTTY) output.write(`\r\u001b[2K${line}`);
      else if (line !== last) output.write(`${line}\n`);
      last = line;
    },
    clear() {
      if (output.isTTY && last !== "") output.write("\r\u001b[2K");
      last = "";
    },
  };
}
