export {
  collect,
  type CollectAccount,
  type CollectOptions,
  type CollectResult,
} from "./collect.js";
export { accountSource, listAccounts, type ListedAccount } from "./list-accounts.js";
export { openStore } from "./open-store.js";
export { StoreError } from "./store-error.js";
export type {
  ChargeFilter,
  CollectedPartition,
  Collection,
  Partition,
  PartitionChange,
  PartitionSummary,
  PartitionTotal,
  Replacement,
  Revision,
  Round,
  Run,
  Store,
} from "./store.js";
export { wholeMonths, type CollectSpan } from "./whole-months.js";
