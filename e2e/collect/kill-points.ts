/**
 * When to kill: at so many stored accounts, at random within equal parts of the run, in order.
 */
export const killPoints = (kills: number, accounts: number): number[] =>
  Array.from({ length: kills }, (_, at) =>
    Math.floor(((at + 0.1 + 0.8 * Math.random()) * accounts) / kills),
  );

/** Which of the workers to kill: each of them equally often, in random order. */
export function victims(kills: number, workers: number): number[] {
  const order = Array.from({ length: kills }, (_, at) => ({
    worker: at % workers,
    at: Math.random(),
  }));
  return order.sort((one, other) => one.at - other.at).map(({ worker }) => worker);
}
