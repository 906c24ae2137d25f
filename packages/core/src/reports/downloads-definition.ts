/** Where a complete report's files are. */
export interface DownloadsDefinition {
  /** The signed addresses, as a JSON pointer; `*` stands for each entry of a list. */
  readonly at: string;
  /** The origins they may have; `https://*.example.com` is every host one level below example.com. */
  readonly origins: readonly string[];
}
