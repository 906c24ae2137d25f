/** Longer than any real name. */
const LONGEST = 1_000;

/**
 * Why a contract can't contain a vendor's name: it would be read as another, or be invisible. The
 * generator rejects names that only generated code can't contain.
 */
export function unusable(name: string): string | undefined {
  // redocly, which lints contracts, calls an object's own `hasOwnProperty`.
  if (name === "__proto__" || name === "hasOwnProperty")
    return `is called ${name}, which no object can safely have`;
  if (name.length > LONGEST) return `has a name of more than ${LONGEST} characters`;
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(name)
    ? `has a name with an invisible character: ${JSON.stringify(name)}`
    : undefined;
}
