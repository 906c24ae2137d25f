import { StoreError } from "./store-error.js";

/**
 * An older program would drop fields that it doesn't know.
 * @throws StoreError if the store is newer than this program
 */
export function checkVersion(store: string, version: number, current: number): void {
  if (version <= current) return;
  throw new StoreError(
    `${store} has schema version ${version}; this program knows versions up to ${current}. Update @billkit/charges or @billkit/cli.`,
  );
}
