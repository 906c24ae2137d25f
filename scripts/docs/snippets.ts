import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
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
}

/** Every Markdown file that git tracks or would track, sorted, except API reports. */
export function markdownFiles(root: string): string[] {
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

/** The TypeScript blocks of Markdown files, in order. */
export function collectSnippets(root: string, files = markdownFiles(root)): Snippet[] {
  return files.flatMap((file) => snippetsOf(file, readFileSync(path.join(root, file), "utf8")));
}

/** The TypeScript blocks of a Markdown text. */
export function snippetsOf(file: string, markdown: string): Snippet[] {
  const snippets: Snippet[] = [];
  const visit = (node: Node): void => {
    if (node.type === "code" && (node.lang === "ts" || node.lang === "typescript")) {
      const code = node.value ?? "";
      snippets.push({
        place: `${file}:${node.position?.start.line ?? 0}`,
        code,
        kind: kindOf(code, node.meta),
      });
    }
    node.children?.forEach(visit);
  };
  visit(fromMarkdown(markdown));
  return snippets;
}

function kindOf(code: string, meta: string | null | undefined): Snippet["kind"] {
  if (meta === "signature") return "signature";
  if (code.includes('from "vitest"')) return "vitest";
  return code.includes("@jest/globals") ? "test" : "program";
}

interface Node {
  readonly type: string;
  readonly lang?: string | null | undefined;
  readonly meta?: string | null | undefined;
  readonly value?: string;
  readonly position?: { readonly start: { readonly line: number } } | undefined;
  readonly children?: readonly Node[];
}
