export { charges, type ChargesOptions } from "./charges.js";
export { ChargesError, type FailedCall, type SourceFailure } from "./charges-error.js";
export type { Column } from "./columns.js";
export { rowsToCsv, toCsv } from "./csv.js";
export { toFocus, type FocusFile, type FocusOptions, type FocusRejection } from "./focus.js";
export type { FocusVersion } from "./focus-columns.js";
export { rowsToParquet, toParquet, type ParquetOptions } from "./parquet.js";
export { dropRepeatedPartitions } from "./partition.js";
export { parsePeriod, type Period } from "./period.js";
export {
  noCurrency,
  summarize,
  totals,
  type Summary,
  type Total,
  type TotalsOptions,
} from "./totals.js";
export { isTotalled } from "./views.js";
export type * from "@billkit/core/charges";
