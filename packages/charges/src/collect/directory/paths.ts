import { createHash } from "node:crypto";
import path from "node:path";
import type { PartitionKey } from "../../partition.js";

/** Names of files that readers of Parquet pass over begin with an underscore or a point. */
export const manifestFile = "_manifest.json";
export const roundFile = "_round.json";
export const accountsFolder = "_accounts";
const suffix = ".parquet";

/** A partition's files. */
export interface PartitionFiles {
  readonly folder: string;
  readonly data: string;
  readonly revisions: string;
  /** What the rows of a content hash were read from. */
  readonly evidence: (contentHash: string) => string;
}

/** `vendor=deepgram/account=p-1/period=2026-06-01/costs.parquet` and the files beside it. */
export function partitionFiles(root: string, key: PartitionKey): PartitionFiles {
  const folder = path.join(
    root,
    `vendor=${encode(key.vendor)}`,
    `account=${encode(key.accountId)}`,
    `period=${encode(periodOf(key.billingPeriodStart))}`,
  );
  const view = encode(key.view);
  return {
    folder,
    data: path.join(folder, `${view}${suffix}`),
    revisions: path.join(folder, `_${view}.revisions.jsonl`),
    evidence: (contentHash) =>
      path.join(folder, `_${view}.${contentHash.slice(0, 16)}.evidence.json.gz`),
  };
}

export const accountFile = (root: string, account: string): string =>
  path.join(root, accountsFolder, `${encode(account)}.json`);

/** A day, if the billing period starts at midnight UTC. */
const periodOf = (start: string): string => start.replace(/T00:00:00\.000Z$/, "");

/** File systems take 255 bytes per name. */
const longest = 180;

/** Hive's percent-encoding, which readers undo. Case stays: vendors' ids differ in it at most by chance. */
function encode(text: string): string {
  const encoded = encodeURIComponent(text).replace(/[!'()*.~]/g, percent);
  return encoded.length <= longest ? encoded : `${encoded.slice(0, 100)}~${shortHash(text)}`;
}

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
