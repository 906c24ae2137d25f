/**
 * What a user of the command has to put right: one line each. It is printed without a stack trace;
 * any other error is a fault of ours.
 */
export class SpecsError extends Error {
  override readonly name = "SpecsError";
  readonly problems: readonly string[];

  constructor(problems: string | readonly string[], options?: ErrorOptions) {
    const lines = typeof problems === "string" ? [problems] : problems;
    super(lines.join("\n"), options);
    this.problems = lines;
  }
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
  return messageOf(error);
}
