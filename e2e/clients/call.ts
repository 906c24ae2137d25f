/**
 * Calls a method of an untyped client: the one at `path`, or one of that name in any of the client's
 * members.
 * @throws {Error} if there is none
 */
export async function callByName(
  client: object,
  path: readonly string[],
  args: readonly unknown[],
): Promise<unknown> {
  const members: unknown[] = Object.values(client);
  for (const start of [client, ...members]) {
    let owner: unknown;
    let value: unknown = start;
    for (const name of path) {
      owner = value;
      value = Reflect.get(Object(value) as object, name);
    }
    if (typeof value === "function") return (await Reflect.apply(value, owner, args)) as unknown;
  }
  throw new Error(`the client has no ${path.join(".")}`);
}

/**
 * The data of a call, or the status of its error. `selfUri` is omitted: it repeats the query, which
 * differs between two clients.
 */
export async function resultOf(
  call: () => Promise<unknown>,
): Promise<{ readonly data: unknown } | { readonly refused: unknown }> {
  try {
    const text = JSON.stringify(await call(), (key, value: unknown) =>
      key === "selfUri" ? undefined : value,
    );
    // A client may add methods to what it returns.
    return { data: JSON.parse(text) as unknown };
  } catch (error) {
    const { statusCode, status = statusCode } = Object(error) as Record<string, unknown>;
    return { refused: status ?? String(error) };
  }
}
