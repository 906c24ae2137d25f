import type { PartitionKey } from "../../partition.js";
import type { Run } from "../store.js";
import { accountFile } from "./paths.js";
import { fieldsOf, hasKey, parseAs, readText, type Shape } from "./read-file.js";
import { replaceFile } from "./write-file.js";

/** What the store knows about an account. */
export interface AccountState {
  /** The latest completed collection. */
  readonly run?: Run | undefined;
  /** The partitions that the account can see. */
  readonly partitions: readonly PartitionKey[];
}

const accountState: Shape<AccountState> = {
  title: "an account's state",
  // Without it, a run doesn't know of partitions that the vendor has dropped since.
  isIrreplaceable: true,
  matches(value): value is AccountState {
    const { run, partitions } = fieldsOf(value);
    const isRun = run === undefined || (typeof run === "object" && run !== null);
    return isRun && Array.isArray(partitions) && partitions.every(hasKey);
  },
};

export async function readAccount(root: string, account: string): Promise<AccountState> {
  const file = accountFile(root, account);
  const text = await readText(file);
  return text === undefined ? { partitions: [] } : parseAs(accountState, file, text);
}

export async function writeAccount(root: string, name: string, state: AccountState) {
  await replaceFile(accountFile(root, name), `${JSON.stringify(state)}\n`);
}

/** The accounts that have a record: a user removes that of a renamed one. */
export async function withRecord(root: string, names: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(names.map((name) => readText(accountFile(root, name))));
  return names.filter((_, at) => texts[at] !== undefined);
}
