import type { Mutation } from "./mutate.js";

/** What changes; what the old tests meet in the new package; what the new ones meet in the old. */
export type Row = readonly [string, Mutation, readonly string[], readonly string[]];
