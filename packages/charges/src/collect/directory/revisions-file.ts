import type { Revision } from "../store.js";
import {
  areNumbers,
  areTexts,
  fieldsOf,
  hasKey,
  parseAs,
  readText,
  type Shape,
} from "./read-file.js";

const revision: Shape<Revision> = {
  title: "a list of revisions",
  matches(value): value is Revision {
    const { revision, currency, amountBefore, amountAfter } = fieldsOf(value);
    const amounts = [amountBefore, amountAfter].filter((amount) => amount !== null);
    return hasKey(value) && areNumbers(revision) && areTexts(currency, ...amounts);
  },
};

/** A partition's revisions, in order. @throws StoreError if the file is damaged */
export async function readRevisions(file: string): Promise<Revision[]> {
  const lines = ((await readText(file)) ?? "").split("\n").filter((line) => line !== "");
  return lines.map((line) => parseAs(revision, file, line));
}
