/**
 * What a user of the command has to put right: one line each. It is printed without a stack trace;
 * any other error is a fault of ours.
 */
export class SpecsError extends Error {
  override readonly name = "SpecsError";
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[], options?: ErrorOptions) {
    const lines = (typeof problems === "string" ? [problems] : problems).map(oneLine);
    super(lines.join("\n"), options);
    this.problems = lines;
  }
}

const [HEAD, TAIL] = [700, 300];

/**
 * A message on one line of a terminal, whatever names from outside it holds: what would move the
 * cursor, break the line or turn its direction is spelled out, and the middle of a long one is left
 * out.
 */
export function oneLine(message: string): string {
  const length = message.length;
  const short =
    length > HEAD + TAIL ? `${message.slice(0, HEAD)}…${message.slice(length - TAIL)}` : message;
  return spelledOut(short, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu);
}

/** What a command prints may be several lines, and JSON. */
export function printable(text: string): string {
  return spelledOut(text, /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu);
}

function spelledOut(text: string, characters: RegExp): string {
  return text.replace(characters, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** Collects problems, so that one run names them all. */
export class Problems {
  readonly #lines = new Set<string>();

  add(line: string): void {
    this.#lines.add(line);
  }

  /** @throws {SpecsError} when there is any */
  throwIfAny(): void {
    if (this.#lines.size > 0) throw new SpecsError([...this.#lines]);
  }
}

/** The message of whatever was thrown, on one line. */
export function messageOf(error: unknown): string {
  return textOf(error, "message", String(error)).replace(/\s+/g, " ").trim();
}

/** A text of whatever was thrown: not every error is an `Error` of this realm. */
export function textOf(error: unknown, key: "message" | "name", otherwise = ""): string {
  if (typeof error !== "object" || error === null) return otherwise;
  const text: unknown = (error as Record<string, unknown>)[key];
  return typeof text === "string" && text ? text : otherwise;
}

/** Why a file could not be read or written, in words for those reasons that a typo gives. */
export function whyNoFile(error: unknown): string {
  const code: unknown =
    typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder, not a file";
  if (code === "ENOTDIR") return "a part of the path is a file, not a folder";
  if (code === "ENAMETOOLONG") return "its name is too long";
  return messageOf(error);
}
