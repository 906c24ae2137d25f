import { unlink } from "node:fs/promises";
import type { Charge, ChargeBody } from "@billkit/core/charges";
import type { PartitionKey } from "../../partition.js";
import type { Change } from "../revise.js";
import type { Partition, Revision } from "../store.js";
import { allOrNone } from "./all-or-none.js";
import { toEvidence } from "./evidence-file.js";
import { readRows, readPartition, toFile } from "./partition-file.js";
import { partitionFiles } from "./paths.js";
import { readBytes } from "./read-file.js";
import { readRevisions } from "./revisions-file.js";
import { failure, prepareFile, removeStale, type PreparedFile } from "./write-file.js";

/** A partition on the disk. */
export interface StoredPartition {
  readonly partition: Partition | undefined;
  readonly revisions: readonly Revision[];
}

/** Reads a partition and its revisions, without those of a run that was killed before it took effect. */
export async function readStored(root: string, key: PartitionKey): Promise<StoredPartition> {
  const files = partitionFiles(root, key);
  const bytes = await readBytes(files.data);
  const partition = bytes === undefined ? undefined : await readPartition(files.data, bytes);
  const written = await readRevisions(files.revisions);
  const isGone = (number: number): boolean =>
    written.every(({ revision, amountAfter }) => revision !== number || amountAfter === null);
  const numbers = [...new Set(written.map(({ revision }) => revision))].sort((a, b) => b - a);
  const latest = partition?.revision ?? numbers.find(isGone) ?? 0;
  return { partition, revisions: written.filter(({ revision }) => revision <= latest) };
}

/** A change that is on the disk and takes effect at once. */
export interface PreparedChange {
  commit(): Promise<void>;
  discard(): Promise<void>;
}

/** Writes what a change needs beside the partition. @throws StoreError; then nothing has changed */
export async function prepareChange(
  root: string,
  key: PartitionKey,
  change: Change,
  stored: StoredPartition,
  content: { readonly rows: readonly Charge[]; readonly bodies: ReadonlyMap<string, ChargeBody> },
): Promise<PreparedChange | undefined> {
  if (change.kind === "unchanged" || change.kind === "outdated") return undefined;
  const files = partitionFiles(root, key);
  const writes: Promise<PreparedFile>[] = [];
  if ("revisions" in change && change.revisions.length > 0) {
    const lines = [...stored.revisions, ...change.revisions].map((each) => JSON.stringify(each));
    writes.push(prepareFile(files.revisions, `${lines.join("\n")}\n`));
  }
  if (change.kind === "added" || change.kind === "replaced") {
    const evidence = await toEvidence(content.rows, content.bodies);
    writes.push(prepareFile(files.evidence(change.partition.contentHash), evidence));
  }
  if ("partition" in change) {
    const rows = change.kind === "kept" ? await storedRows(root, key) : content.rows;
    // The last write, with which the change takes effect.
    writes.push(toFile(change.partition, rows).then((data) => prepareFile(files.data, data)));
  }
  const prepared = await allOrNone(writes);
  const discard = async (): Promise<void> => {
    await Promise.all(prepared.map((each) => each.discard()));
  };
  return {
    discard,
    async commit() {
      for (const each of prepared) await each.commit();
      if (change.kind === "removed")
        await unlink(files.data).catch((error: unknown) => {
          throw failure(files.data, error);
        });
      await removeEvidence(root, key, change, stored);
    },
  };
}

/** The rows that a partition has now. */
export async function storedRows(root: string, key: PartitionKey): Promise<readonly Charge[]> {
  const file = partitionFiles(root, key).data;
  const bytes = await readBytes(file);
  return bytes === undefined ? [] : readRows(file, bytes);
}

/** The bodies of open rows are removed with them; those of final rows prove the change. */
async function removeEvidence(
  root: string,
  key: PartitionKey,
  change: Change,
  { partition }: StoredPartition,
): Promise<void> {
  const { folder, evidence } = partitionFiles(root, key);
  if (partition !== undefined && !partition.final) {
    const isCurrent =
      "partition" in change && change.partition.contentHash === partition.contentHash;
    if (!isCurrent) await unlink(evidence(partition.contentHash)).catch(() => undefined);
  }
  await removeStale(folder, Date.now());
}
