import { realpath } from "node:fs/promises";
import { dirname, join, posix, relative } from "node:path";
import type { JsonObject } from "../../common/json.js";
import { UserError } from "../../common/user-error.js";
import { reachedReferences } from "../select/reach.js";
import { mapReferences } from "./pointer.js";
import { isAddress, type Source } from "./source.js";
import type { WantedParts } from "../vendor.js";
import { escapeKey } from "../../common/json-pointer.js";

/** The key under which a description contains the documents that it refers to. */
export const GRAFTED = "x-billkit-references";
const MAX_DOCUMENTS = 200;

/**
 * Reads the documents that the wanted operations of a description refer to, however far: files in its
 * folder, documents of its own origin or of an origin where the vendor publishes, and what vendor.yaml
 * lists under references. Any other reference stays unchanged and is rejected where it is used.
 * @param parse parses a source
 * @param load reads a document by its name from {@link resolveName}
 */
export async function readReferences(
  source: Source,
  vendor: WantedParts,
  parse: (source: Source) => JsonObject,
  load: (name: string) => Promise<Source>,
): Promise<Source[]> {
  const references: Source[] = [];
  for (;;) {
    const document = graft(parse(source), source.name, references, parse);
    const missing = [...reachedReferences(document, vendor)]
      .filter((reference) => !reference.startsWith("#"))
      .map((reference) => resolveName(source.name, reference.split("#")[0] ?? ""))
      .filter((name) => isAllowed(name, source.name, vendor))
      .filter((name) => !references.some((known) => known.name === name));
    if (missing.length === 0) return references;
    if (references.length + missing.length > MAX_DOCUMENTS)
      throw new UserError(`${source.name}: it refers to more than ${MAX_DOCUMENTS} documents`);
    for (const name of new Set(missing)) references.push({ ...(await load(name)), name });
  }
}

/** The description including the documents that it refers to, with references to them. */
export function graft(
  document: JsonObject,
  name: string,
  references: readonly Source[],
  parse: (source: Source) => JsonObject,
): JsonObject {
  if (references.length === 0) return document;
  const known = new Set(references.map((reference) => reference.name));
  const rewrite = (base: string) => (reference: string) => {
    const [file = "", pointer = ""] = reference.split(/#(.*)/s);
    const target = file === "" ? base : resolveName(base, file);
    if (target === name) return `#${pointer}`;
    return known.has(target)
      ? `#/${GRAFTED}/${encodeURIComponent(escapeKey(target))}${pointer}`
      : `${target}#${pointer}`;
  };
  return {
    ...(mapReferences(document, rewrite(name)) as JsonObject),
    [GRAFTED]: Object.fromEntries(
      references.map((reference) => [
        reference.name,
        mapReferences(parse(reference), rewrite(reference.name)),
      ]),
    ),
  };
}

/**
 * The path of a file that a description refers to.
 * @throws {UserError} if a link in the description's folder leads out of it
 */
export async function placeBeside(file: string, name: string): Promise<string> {
  const path = join(dirname(file), name);
  if (name.startsWith("../")) return path;
  const [folder, real] = await Promise.all([
    realpath(dirname(file)),
    realpath(path).catch(() => undefined),
  ]);
  if (real !== undefined && /^\.\.([/\\]|$)/.test(relative(folder, real)))
    throw new UserError(`${path}: leads out of the folder of ${file}`);
  return path;
}

/** An address stays unchanged; a relative path is resolved from the description's folder. */
function resolveName(base: string, file: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(file)) return URL.canParse(file) ? new URL(file).href : file;
  if (isAddress(base)) return URL.canParse(file, base) ? new URL(file, base).href : file;
  if (posix.isAbsolute(file)) return file;
  return posix.normalize(posix.join(posix.dirname(base), file));
}

function isAllowed(name: string, source: string, { references, sources }: WantedParts): boolean {
  if (/^[a-z][a-z0-9+.-]*:/i.test(name)) {
    const origins = [source, ...sources].filter(isAddress).map((each) => new URL(each).origin);
    return references.includes(name) || (isAddress(name) && origins.includes(new URL(name).origin));
  }
  if (posix.isAbsolute(name) || /[\\\p{Cc}]/u.test(name)) return false;
  if (name.split("/")[0] !== "..") return true;
  // Outside the description's folder only if vendor.yaml allows it.
  return references.some((folder) => folder.startsWith("../") && name.startsWith(folder));
}
