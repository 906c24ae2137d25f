/** One call, by the vendor's own client and by ours. */
export interface Check {
  /** The operation as the vendor's description names it. */
  readonly reference: string;
  readonly what: string;
  readonly official: () => Promise<unknown>;
  readonly billkit: () => Promise<unknown>;
  /** What the sandbox's state has of the answer, where it has it as it is. */
  readonly state?: unknown;
}

/** An official client, which isn't installed when this is compiled. */
export type Sdk = Readonly<Record<string, new (options?: object) => object>>;

/**
 * Calls a method of an official client.
 * @param path such as `["manage", "v1", "projects", "list"]`
 * @throws {Error} if there is no such method
 */
export async function callMethod(
  client: object,
  path: readonly string[],
  args: readonly unknown[],
): Promise<unknown> {
  let owner: unknown = client;
  let value: unknown = client;
  for (const name of path) {
    owner = value;
    value = Reflect.get(Object(owner) as object, name);
  }
  if (typeof value !== "function") throw new Error(`the client has no ${path.join(".")}`);
  const answer: unknown = await Reflect.apply(value, owner, args);
  return answer;
}

/** The answer's JSON, or the status of the refusal. */
export type Answer = { readonly data: unknown } | { readonly refused: unknown };

export async function answerOf(call: () => Promise<unknown>): Promise<Answer> {
  try {
    // A client may add methods to what it returns.
    return { data: JSON.parse(JSON.stringify(await call())) as unknown };
  } catch (error) {
    const { statusCode, status = statusCode } = Object(error) as Record<string, unknown>;
    return { refused: status ?? String(error) };
  }
}
