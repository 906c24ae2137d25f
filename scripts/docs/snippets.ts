import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Code, Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";

/** A ```ts block in one of the repository's Markdown files. */
export interface Snippet {
  /** The line of the fence, such as `README.md:12`. */
  readonly place: string;
  readonly code: string;
  /**
   * Jest runs a `test`, Vitest a `vitest`. A `signature` (```ts signature) shows a method of a
   * generated class: it is compiled with the types of its package, and not run.
   */
  readonly kind: "program" | "test" | "vitest" | "signature";
  /** What it prints, if a ```text block follows it directly. */
  readonly prints: string | undefined;
}

/** Every Markdown file that git tracks or would track, sorted, except API reports. */
function markdownFiles(root: string): string[] {
  const listed = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "--", "*.md"],
    { cwd: root, encoding: "utf8" },
  );
  return listed
    .split("\n")
    .filter((file) => file !== "" && !file.endsWith(".api.md"))
    .filter((file) => existsSync(path.join(root, file)))
    .sort();
}

/** The TypeScript blocks of the Markdown files, in order. */
export function collectSnippets(root: string): Snippet[] {
  return markdownFiles(root).flatMap((file) => {
    const markdown = readFileSync(path.join(root, file), "utf8");
    return codeIn(fromMarkdown(markdown)).flatMap(({ code, next }) => {
      const { lang, value, meta, position } = code;
      if (lang !== "ts" && lang !== "typescript") return [];
      return [
        {
          place: `${file}:${position?.start.line ?? 0}`,
          code: value,
          kind: kindOf(value, meta),
          prints: next?.type === "code" && next.lang === "text" ? next.value : undefined,
        },
      ];
    });
  });
}

/** Code blocks, each with the node after it. */
function codeIn(node: Nodes, next?: Nodes): { code: Code; next: Nodes | undefined }[] {
  if (node.type === "code") return [{ code: node, next }];
  if (!("children" in node)) return [];
  return node.children.flatMap((child, at) => codeIn(child, node.children[at + 1]));
}

function kindOf(code: string, meta: string | null | undefined): Snippet["kind"] {
  if (meta === "signature") return "signature";
  if (code.includes('from "vitest"')) return "vitest";
  return code.includes("@jest/globals") ? "test" : "program";
}
