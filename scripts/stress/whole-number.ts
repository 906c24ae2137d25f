/**
 * A whole number from the command line.
 * @param option as it is named there
 * @throws with one line that says what is allowed
 */
export function wholeNumber(option: string, given: string, least: number, most: number): number {
  const value = Number(given);
  if (/^\d+$/.test(given) && value >= least && value <= most) return value;
  throw new Error(
    `${option} is ${JSON.stringify(given)}; allowed: a whole number from ${least} to ${most}`,
  );
}
