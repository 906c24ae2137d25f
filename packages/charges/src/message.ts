/** The message of anything that was thrown. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** A value in a message; what JSON can't express, as text. */
export function quote(value: unknown): string {
  try {
    // A function and undefined have no JSON.
    const text: unknown = JSON.stringify(value);
    return typeof text === "string" ? text : typeof value;
  } catch {
    return typeof value === "bigint" ? `${value}n` : `an ${typeof value} that isn't JSON`;
  }
}
