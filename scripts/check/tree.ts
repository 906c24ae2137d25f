import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { output, type Place, type Step } from "./step.js";

/** State of the files that git knows or could add, by path: what has been changed, and its content. */
export type Tree = ReadonlyMap<string, string>;

/** Nothing that the steps before have run has changed a file of the repository. */
export function unchangedTree(): Step {
  let before: Tree | undefined;
  return {
    id: "tree",
    title: "nothing in the tree has changed",
    begin: async (place) => {
      before = await readTree(place);
    },
    run: async (place) => {
      const after = await readTree(place);
      const then = before ?? after;
      const changed = [...new Set([...then.keys(), ...after.keys()])].filter(
        (file) => then.get(file) !== after.get(file),
      );
      return changed.length === 0 ? undefined : `changed on the way: ${changed.sort().join(", ")}`;
    },
  };
}

async function readTree(place: Place): Promise<Tree> {
  const { code, text } = await output(place, "git", ["status", "--porcelain", "-z", "-uall"]);
  if (code !== 0) throw new Error("git status failed: is this a clone?");
  const tree = new Map<string, string>();
  for (const entry of text.split("\0")) {
    const file = entry.slice(3);
    if (file === "") continue;
    const content = await readFile(path.join(place.root, file)).catch(() => "");
    tree.set(file, entry.slice(0, 2) + createHash("sha256").update(content).digest("hex"));
  }
  return tree;
}
