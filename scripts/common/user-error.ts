/**
 * A mistake that the user can fix: one line per problem, printed without a stack trace. Any other
 * error is a bug.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[], options?: ErrorOptions) {
    const lines = (typeof problems === "string" ? [problems] : problems).map((line) =>
      oneLine(line),
    );
    super(lines.join("\n"), options);
    this.problems = lines;
  }
}

/**
 * Makes text from outside safe for one line of a terminal: escapes characters that move the cursor,
 * break the line or change its direction, and cuts the middle out of long text.
 */
export function oneLine(text: string, maximum = 1_000): string {
  const head = Math.ceil(maximum * 0.7);
  const short =
    text.length > maximum
      ? `${text.slice(0, head)}…${text.slice(text.length - (maximum - head))}`
      : text;
  return escapeControls(short, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu);
}

/** Escapes control characters in command output, which may have several lines. */
export function printable(text: string): string {
  return escapeControls(text, /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu);
}

function escapeControls(text: string, characters: RegExp): string {
  return text.replace(characters, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** Collects problems so that one run reports all of them. */
export class Problems {
  readonly #lines = new Set<string>();

  add(line: string): void {
    this.#lines.add(line);
  }

  get lines(): readonly string[] {
    return [...this.#lines];
  }

  /** @throws {UserError} with every collected problem, if there is any */
  throwIfAny(): void {
    if (this.#lines.size > 0) throw new UserError([...this.#lines]);
  }
}

/** The message of a thrown value, on one line. */
export function messageOf(error: unknown): string {
  return textOf(error, "message", String(error)).replace(/\s+/g, " ").trim();
}

/** A text property of a thrown value, which may be an error of another realm. */
export function textOf(error: unknown, key: "message" | "name", otherwise = ""): string {
  if (typeof error !== "object" || error === null) return otherwise;
  const text: unknown = (error as Record<string, unknown>)[key];
  return typeof text === "string" && text ? text : otherwise;
}

/** Why a file can't be read or written, in plain words for the errors that a typo causes. */
export function whyNoFile(error: unknown): string {
  const code: unknown =
    typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder, not a file";
  if (code === "ENOTDIR") return "a part of the path is a file, not a folder";
  if (code === "ENAMETOOLONG") return "its name is too long";
  return messageOf(error);
}
