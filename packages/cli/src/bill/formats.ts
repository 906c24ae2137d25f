/** The values of `--format`. */
export const formats = ["table", "json", "csv", "focus", "parquet"] as const;

export type Format = (typeof formats)[number];
