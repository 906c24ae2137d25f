interface ProcessLike {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
}

/** The option, or undefined for an empty string, which an unset secret often looks like. */
export function given<T>(option: T | undefined): T | undefined {
  return option === "" ? undefined : option;
}

/** Reads an environment variable in runtimes that have them. An empty value counts as missing. */
export function environment(name: string): string | undefined {
  return given((globalThis as ProcessLike).process?.env?.[name]);
}
