import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const root = path.resolve(__dirname, "../..");

/** What a page says, and the tests that stand beside it. */
export interface Claim {
  readonly said: string;
  readonly holders: readonly Holder[];
}

interface Holder {
  readonly title: string;
  /** From the root. */
  readonly file: string;
}

/** Each row of a page's tables that end with “Held by”: its tests stand there as `` [`title`](file) ``. */
export function claimsOf(page: string): Claim[] {
  return readFileSync(path.join(root, page), "utf8")
    .split("\n")
    .flatMap((line): Claim[] => {
      const cells = /^\| (.+?) +\|$/.exec(line)?.[1]?.split(/ +\| /) ?? [];
      const held = cells.at(-1) ?? "";
      if (cells.length < 2 || held === "Held by" || /^-+$/.test(held)) return [];
      const holders = [...held.matchAll(/\[`([^`]+)`\]\(([^)]+)\)/g)].map(
        ([, title = "", link = ""]): Holder => ({
          title,
          file: path.join(path.dirname(page), link),
        }),
      );
      return [{ said: cells.slice(0, -1).join(": "), holders }];
    });
}

/** The tests that are not where the page says: a title has to be a whole text of a script there. */
export function missing({ holders }: Claim): Holder[] {
  return holders.filter(({ title, file }) => !titlesIn(path.join(root, file)).has(title));
}

/** Every literal text of a script, without the quotes and escapes of its source. */
function titlesIn(file: string): ReadonlySet<string> {
  if (!file.endsWith(".ts") || !existsSync(file)) return new Set();
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022);
  const titles = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) titles.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}
