/**
 * What a command says to options that it does not take: what is wrong, in one sentence, and how it is
 * used.
 * @param error as `parseArgs`, or a look at what that gave, has thrown it
 * @param usage such as `usage: npm run matrix [-- ROW… --json]`
 */
export function misused(error: unknown, usage: string): Error {
  const [first = ""] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
  return new Error(`${first}; ${usage}`, { cause: error });
}
