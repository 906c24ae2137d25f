import { sha256 } from "../sha256.js";
import { bodyFile, readBody } from "./folder.js";
import type { Manifest } from "./manifest.js";
import type { Difference } from "./recompute.js";
import type { ReadBody } from "./replay.js";

/** A manifest's bodies with their texts, and which of them are missing or changed. */
export async function readBodies(
  folder: string,
  { bodies }: Manifest,
): Promise<{ readonly all: readonly ReadBody[]; readonly problems: readonly Difference[] }> {
  const all: ReadBody[] = [];
  const problems = new Map<string, Difference>();
  for (const body of bodies) {
    const text = await readBody(folder, body.sha256);
    all.push(text === undefined ? body : { ...body, text });
    const problem = await problemOf(text, body.sha256);
    const id = bodyFile(body.sha256);
    if (problem !== undefined) problems.set(id, { id, problem });
  }
  return { all, problems: [...problems.values()] };
}

async function problemOf(text: string | undefined, hash: string): Promise<string | undefined> {
  if (text === undefined) return "is missing";
  if ((await sha256(text)) === hash) return undefined;
  return "was changed: its hash isn't the one that was recorded";
}
