import { gunzip, gzip } from "node:zlib";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Charge, ChargeBody } from "@billkit/core/charges";
import type { PartitionKey } from "../../partition.js";
import { partitionFiles } from "./paths.js";
import { areTexts, damaged, fieldsOf, parseAs, readBytes, type Shape } from "./read-file.js";

const compress = promisify(gzip);
const decompress = promisify(gunzip);

type KeptBody = Pick<ChargeBody, "sha256" | "text">;

const keptBodies: Shape<KeptBody[]> = {
  title: "a list of bodies",
  // A run doesn't write again what hasn't changed.
  isIrreplaceable: true,
  matches: (value): value is KeptBody[] =>
    Array.isArray(value) &&
    value.every((body: unknown) => areTexts(fieldsOf(body).sha256, fieldsOf(body).text)),
};

/** The bodies that rows refer to, as a file. */
export async function toEvidence(
  rows: readonly Charge[],
  bodies: ReadonlyMap<string, ChargeBody>,
): Promise<Buffer> {
  const hashes = [...new Set(rows.map(({ evidence }) => evidence.sha256))];
  const own = hashes.flatMap((hash) => bodies.get(hash) ?? []);
  return compress(JSON.stringify(own));
}

/** A stored body's text. @throws StoreError if a file is damaged */
export async function readKeptBody(
  root: string,
  key: PartitionKey,
  sha256: string,
): Promise<string | undefined> {
  const { folder } = partitionFiles(root, key);
  for (const name of await evidenceFiles(root, key)) {
    const file = path.join(folder, name);
    const bytes = await readBytes(file);
    if (bytes === undefined) continue;
    const text = await decompress(bytes).catch((error: unknown) => {
      throw damaged(file, "isn't a whole gzip file", keptBodies, error);
    });
    const bodies = parseAs(keptBodies, file, text.toString("utf8"));
    const found = bodies.find((body) => body.sha256 === sha256);
    if (found !== undefined) return found.text;
  }
  return undefined;
}

async function evidenceFiles(root: string, key: PartitionKey): Promise<string[]> {
  const { folder, evidence } = partitionFiles(root, key);
  const [prefix = ""] = path.basename(evidence("?")).split("?");
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.startsWith(prefix) && name.endsWith(".evidence.json.gz"));
}
