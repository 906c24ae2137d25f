import { openDirectoryStore } from "./directory/directory-store.js";
import { openPostgresStore } from "./postgres/postgres-store.js";
import type { Store } from "./store.js";
import { StoreError } from "./store-error.js";

/**
 * Opens a store, or makes one.
 *
 * @param address - a directory, or `postgres://…`
 * @throws StoreError if it isn't a store, can't be reached, or is of a newer version
 */
export function openStore(address: string): Promise<Store> {
  if (/^postgres(ql)?:\/\//.test(address)) return openPostgresStore(address);
  const [scheme] = /^[a-z][a-z\d+.-]+(?=:\/\/)/i.exec(address) ?? [];
  if (scheme !== undefined)
    return Promise.reject(
      new StoreError(`${scheme}: isn't a kind of store; pass a directory or postgres://…`),
    );
  if (address === "") return Promise.reject(new StoreError("The store's address is empty."));
  return openDirectoryStore(address);
}
