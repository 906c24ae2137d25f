import { UserError } from "../../common/user-error.js";

/** The messages that a user sees. */
export function problemsOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    return problemsIn(error);
  }
  return [];
}

export function problemsOfAsync(action: () => Promise<unknown>): Promise<readonly string[]> {
  return action().then(() => [], problemsIn);
}

function problemsIn(error: unknown): readonly string[] {
  if (error instanceof UserError) return error.problems;
  throw error;
}
