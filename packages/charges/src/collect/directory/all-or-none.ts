/** Waits for all; if one fails, discards the others and throws its error. */
export async function allOrNone<T extends { discard(): Promise<void> } | undefined>(
  running: readonly Promise<T>[],
): Promise<NonNullable<T>[]> {
  const settled = await Promise.allSettled(running);
  const done = settled.flatMap((each) =>
    each.status === "fulfilled" && each.value !== undefined ? [each.value] : [],
  );
  const failed = settled.find((each) => each.status === "rejected");
  if (failed === undefined) return done;
  await Promise.all(done.map((each) => each.discard()));
  throw failed.reason;
}
