/** A copy without the members that are `undefined`: such an option or argument counts as absent. */
export const omitUndefined = <T extends object>(
  given: T,
): { [Name in keyof T]?: Exclude<T[Name], undefined> } =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
