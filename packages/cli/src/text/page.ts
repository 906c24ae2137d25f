import type { Style } from "./style.js";
import { table, type Column, type Row, type TableOptions } from "./table.js";
import { wrap } from "./text.js";

/** Lines of text, none wider than the page. Callers sanitize what vendors send. */
export class Page {
  readonly lines: string[] = [];

  constructor(
    readonly style: Style,
    readonly columns: number,
  ) {}

  blank(): void {
    if (this.lines.length > 0 && this.lines.at(-1) !== "") this.lines.push("");
  }

  text(text: string, indent = 0, mark: (line: string) => string = (line) => line): void {
    for (const line of wrap(text, this.columns - indent)) this.#put(mark(line), indent);
  }

  heading(text: string, indent = 0): void {
    this.blank();
    this.text(text, indent, this.style.bold);
  }

  note(text: string, indent = 0): void {
    this.text(text, indent, this.style.dim);
  }

  warning(text: string, indent = 0): void {
    this.text(text, indent, this.style.warning);
  }

  table(head: readonly Column[], rows: readonly Row[], indent = 0, options?: TableOptions): void {
    const lines = table(head, rows, this.columns - indent, this.style, options);
    for (const line of lines) this.#put(line, indent);
  }

  #put(line: string, indent: number): void {
    this.lines.push(line === "" ? "" : " ".repeat(indent) + line);
  }
}
