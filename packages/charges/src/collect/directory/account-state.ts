import type { PartitionKey } from "../../partition.js";
import type { Run } from "../store.js";
import { accountFile } from "./paths.js";
import { damaged, parseJson, readText } from "./read-file.js";
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
  if (text === undefined) return { partitions: [] };
  const state = parseJson(file, text);
  if (!isState(state)) throw damaged(file, "isn't an account's state");
  return state;
}

const isState = (value: unknown): value is AccountState =>
  typeof value === "object" &&
  value !== null &&
  "partitions" in value &&
  Array.isArray(value.partitions) &&
  value.partitions.every((key: unknown) => "billingPeriodStart" in (Object(key) as object));

export async function writeAccount(root: string, name: string, state: AccountState) {
  await replaceFile(accountFile(root, name), `${JSON.stringify(state)}\n`);
}

/** The accounts that have a record: a user removes that of a renamed one. */
export async function withRecord(root: string, names: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(names.map((name) => readText(accountFile(root, name))));
  return names.filter((_, at) => texts[at] !== undefined);
}
