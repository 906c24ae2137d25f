import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject, parseJson, textAt } from "../../common/json.js";

interface Known {
  readonly bytes: Uint8Array;
  /** Request headers under which a server that has nothing newer answers 304. */
  readonly conditions: Readonly<Record<string, string>>;
}

/**
 * What has been downloaded, with the marks its server gave it. It is kept out of the repository: a
 * mark may change when the description does not, and what sync writes depends on content alone.
 */
export class Downloads {
  /** @param folder by default nothing is kept */
  constructor(readonly folder?: string) {}

  /** The last download from an address, unless it is lost or damaged. */
  async find(address: string): Promise<Known | undefined> {
    if (this.folder === undefined) return undefined;
    const read = (name: string): Promise<Buffer | undefined> =>
      readFile(join(this.folder ?? "", name)).catch(() => undefined);
    const marks = parseJson((await read(`${hash(address)}.json`))?.toString());
    if (!isObject(marks)) return undefined;
    const [etag, lastModified, sha256] = ["etag", "lastModified", "sha256"].map((key) =>
      textAt(marks, key),
    );
    const bytes = await read(`${hash(address)}.body`);
    if (bytes === undefined || hash(bytes) !== sha256) return undefined;
    const conditions = {
      ...(etag && { "if-none-match": etag }),
      ...(lastModified && { "if-modified-since": lastModified }),
    };
    return { bytes, conditions };
  }

  /** A folder that cannot be written to costs a download next time, and nothing else. */
  async keep(address: string, headers: Headers, bytes: Uint8Array): Promise<void> {
    const etag = headers.get("etag");
    const lastModified = headers.get("last-modified");
    if (this.folder === undefined || (etag === null && lastModified === null)) return;
    const marks = { address, etag, lastModified, sha256: hash(bytes) };
    const write = async (name: string, content: string | Uint8Array): Promise<void> => {
      const path = join(this.folder ?? "", name);
      await writeFile(`${path}.${process.pid}`, content);
      await rename(`${path}.${process.pid}`, path);
    };
    try {
      await mkdir(this.folder, { recursive: true });
      await write(`${hash(address)}.body`, bytes);
      await write(`${hash(address)}.json`, JSON.stringify(marks));
    } catch {
      return;
    }
  }
}

function hash(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
