/** Something of the old contract and its counterpart in the new one. */
export type Sides<T> = readonly [old: T, now: T];

export function each<T, U>([old, now]: Sides<T>, read: (one: T) => U): Sides<U> {
  return [read(old), read(now)];
}

/** One member of two maps, of which one may lack it. */
export type Row<T> = readonly [key: string, was: T | undefined, is: T | undefined];

/** The members of two maps by key: the old ones first, then those that only the new map has. */
export function join<T>([before, after]: Sides<ReadonlyMap<string, T>>): Row<T>[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].map((key) => [key, before.get(key), after.get(key)]);
}

/** The items by what they share; those without a key are left out. */
export function groupBy<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string | undefined,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = key === undefined ? undefined : groups.get(key);
    if (group) group.push(item);
    else if (key !== undefined) groups.set(key, [item]);
  }
  return groups;
}

/** Pairs items by the first key that they share; by `only`, just the last two of a kind. */
export function pairUp<T>(
  [before, after]: Sides<Iterable<T>>,
  keys: readonly ((item: T) => string | undefined)[],
  only?: (item: T) => string,
) {
  const pairs: Sides<T>[] = [];
  const gone = new Set(before);
  const added = new Set(after);
  for (const keyOf of only ? [...keys, only] : keys) {
    const partners = groupBy(added, keyOf);
    for (const [key, olds] of groupBy(gone, keyOf)) {
      const news = partners.get(key) ?? [];
      if (keyOf === only && (olds.length > 1 || news.length > 1)) continue;
      for (const [index, now] of news.slice(0, olds.length).entries()) {
        const old = olds[index];
        if (old === undefined) break;
        pairs.push([old, now]);
        gone.delete(old);
        added.delete(now);
      }
    }
  }
  return { pairs, gone: [...gone], added: [...added] };
}

/**
 * Guesses renames: a new name of the same spelling, or the only new one that means the same as the
 * only old one.
 */
export function renames<T>(rows: readonly Row<T>[], meaningOf: (one: T) => string) {
  const side = (one: 1 | 2): [string, string][] =>
    rows.flatMap((row) => {
      const [value, other] = [row[one], row[one === 1 ? 2 : 1]];
      return value !== undefined && other === undefined ? [[row[0], meaningOf(value)]] : [];
    });
  const [gone, added] = [side(1), side(2)];
  const bareName = ([name]: [string, string]): string | undefined =>
    name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "") || undefined;
  const sameSpelling = groupBy(added, bareName);
  const sameMeaning = groupBy(added, ([, meaning]) => meaning);
  const rivals = groupBy(gone, ([, meaning]) => meaning);
  const found = new Map<string, string>();
  for (const each of gone) {
    const [name, meaning] = each;
    const alike = rivals.get(meaning)?.length === 1 ? (sameMeaning.get(meaning) ?? []) : [];
    const [only, second] = sameSpelling.get(bareName(each) ?? "") ?? alike;
    if (only && !second) found.set(name, only[0]);
  }
  return found;
}
