import type { PartitionKey } from "../../partition.js";
import type { Run } from "../store.js";
import { accountFile } from "./paths.js";
import { parseJson, readText } from "./read-file.js";
import { replaceFile } from "./write-file.js";

/** What the store knows about an account. */
export interface AccountState {
  /** The latest completed collection. */
  readonly run?: Run | undefined;
  /** The partitions that the account can see. */
  readonly partitions: readonly PartitionKey[];
}

export async function readAccount(root: string, account: string): Promise<AccountState> {
  const file = accountFile(root, account);
  const text = await readText(file);
  return text === undefined ? { partitions: [] } : (parseJson(file, text) as AccountState);
}

export async function writeAccount(root: string, name: string, state: AccountState) {
  await replaceFile(accountFile(root, name), `${JSON.stringify(state)}\n`);
}
