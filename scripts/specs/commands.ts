/** Where and when a command runs. */
export interface Setting {
  /** The repository. */
  readonly root: string;
  /** The user's working directory, for paths in arguments; by default the root. */
  readonly here?: string | undefined;
  readonly now: () => Date;
  readonly fetch?: typeof fetch | undefined;
}

/** A command's output. */
export interface Outcome {
  /** For stdout. */
  readonly lines: readonly string[];
  /** By default 0; a failure is a {@link UserError} instead. */
  readonly exitCode?: number;
}
