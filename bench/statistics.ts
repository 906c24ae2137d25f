import { quantile } from "simple-statistics";

export interface Summary {
  readonly median: number;
  /** Between these lie four fifths of the samples. */
  readonly p10: number;
  readonly p90: number;
}

/** @throws {Error} when there is no sample */
export function summarize(samples: readonly number[]): Summary {
  const [p10 = NaN, median = NaN, p90 = NaN] = quantile([...samples], [0.1, 0.5, 0.9]);
  return { median, p10, p90 };
}
