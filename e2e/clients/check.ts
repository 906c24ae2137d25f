/** One call, by the vendor's own client and by ours. */
export interface Check {
  /** The operation as the vendor's description names it. */
  readonly reference: string;
  readonly what: string;
  readonly official: () => Promise<unknown>;
  readonly billkit: () => Promise<unknown>;
  /** What the sandbox's state says of the answer, where the state has it as it is. */
  readonly state?: unknown;
}

/** The answer's JSON, or the status of the refusal. */
export type Answer = { readonly data: unknown } | { readonly refused: unknown };

export async function answerOf(call: () => Promise<unknown>): Promise<Answer> {
  try {
    // A client may add methods to what it returns.
    return { data: JSON.parse(JSON.stringify(await call())) as unknown };
  } catch (error) {
    return { refused: statusOf(error) ?? String(error) };
  }
}

function statusOf(error: unknown): unknown {
  if (typeof error !== "object" || error === null) return undefined;
  if ("statusCode" in error) return error.statusCode;
  return "status" in error ? error.status : undefined;
}
