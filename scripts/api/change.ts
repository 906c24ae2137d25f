/** Which lines of a page have gone, and which have come. */
export interface Change {
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

/** By lines, in their order; one that is there twice counts twice. */
export function changeOf({
  now = "",
  then = "",
}: {
  readonly now: string | undefined;
  readonly then: string | undefined;
}): Change {
  return { gone: without(then, now), come: without(now, then) };
}

/** The lines of a text that another does not have. */
function without(text: string, other: string): string[] {
  const left = new Map<string, number>();
  for (const line of linesOf(other)) left.set(line, (left.get(line) ?? 0) + 1);
  return linesOf(text).filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "");
