/** Longer than any honest name. */
const LONGEST = 1_000;

/**
 * Why no contract can hold a name of the vendor's: it would be read as another, or not be seen. What
 * only generated code cannot hold is left to the generation, which knows its places.
 */
export function unusable(name: string): string | undefined {
  if (name === "__proto__") return "is called __proto__, which no object can safely hold";
  if (name.length > LONGEST) return `has a name of more than ${LONGEST} characters`;
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)
    ? `has a name with an invisible character: ${JSON.stringify(name)}`
    : undefined;
}
