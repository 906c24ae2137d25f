import type { Store } from "../../../src/collect/index.js";

/** An empty store for each test. */
export interface StoreUnderTest {
  open(): Promise<Store>;
  /** A second connection to the same store. */
  reopen(): Promise<Store>;
  /** Removes an account's record, as docs/collect.md describes. */
  forget(account: string): Promise<void>;
  end(): Promise<void>;
}
