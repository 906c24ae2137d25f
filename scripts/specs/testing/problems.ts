import { SpecsError } from "../problems.js";

/** What a user is told. */
export function problemsOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    if (error instanceof SpecsError) return error.problems;
    throw error;
  }
  return [];
}

export async function problemsOfAsync(action: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await action();
  } catch (error) {
    if (error instanceof SpecsError) return error.problems;
    throw error;
  }
  return [];
}
