/**
 * Measures each of them once a round, so that what slows the machine for a while slows all of them:
 * another one is first in each round, and every other round goes backwards.
 *
 * @returns the samples of each, in the order in which they were given
 */
export async function inTurn<T>(
  them: readonly T[],
  rounds: number,
  measure: (one: T) => Promise<number>,
): Promise<number[][]> {
  const samples = them.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const index of turns(them.length, round)) {
      const one = them[index];
      if (one !== undefined) samples[index]?.push(await measure(one));
    }
  }
  return samples;
}

/** Whose turn it is in a round. */
export function turns(count: number, round: number): number[] {
  const rotated = Array.from({ length: count }, (_, place) => (place + round) % count);
  return round % 2 === 0 ? rotated : rotated.reverse();
}
