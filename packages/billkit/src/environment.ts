interface ProcessLike {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
}

/** An option, where an empty string counts as missing: it is what an unset secret often looks like. */
export function given<T>(option: T | undefined): T | undefined {
  return option === "" ? undefined : option;
}

/**
 * Reads an environment variable where there is an environment (Node, Deno, Bun, some Workers).
 * An empty value counts as missing.
 */
export function environment(name: string): string | undefined {
  return given((globalThis as ProcessLike).process?.env?.[name]);
}
