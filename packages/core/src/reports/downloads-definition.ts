/** Where a complete report's files are. */
export interface DownloadsDefinition {
  /** The signed addresses, as a JSON pointer; `*` matches each entry of a list. */
  readonly at: string;
  /** The allowed origins; `https://*.example.com` is every host one level below example.com. */
  readonly origins: readonly string[];
}
