import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fromMarkdown } from "mdast-util-from-markdown";

/** A ```ts block of a Markdown file of the repository. */
export interface Snippet {
  /** `README.md:12`, the line of the fence. */
  readonly place: string;
  readonly code: string;
  /**
   * A `test` imports Jest's globals and is run by Jest, a `vitest` Vitest's and by Vitest. A `signature`
   * (```ts signature) is a method of a generated class: it is compiled with the types of the package
   * whose page it stands on, not run.
   */
  readonly kind: "program" | "test" | "vitest" | "signature";
}

/** Every Markdown file that git tracks or would track, sorted; a page of signatures is no document. */
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

/** The TypeScript blocks of the given Markdown files, in order. */
export function collectSnippets(root: string, files = markdownFiles(root)): Snippet[] {
  return files.flatMap((file) => snippetsOf(file, readFileSync(path.join(root, file), "utf8")));
}

/**
 * The programs of the READMEs that need nothing but our packages and Node, each as a module: what a
 * stranger copies first.
 * @throws {Error} there is none
 */
export function readmePrograms(root: string): string[] {
  const foreign = /from "(?!@?billkit[/"]|node:)/;
  const programs = collectSnippets(root)
    .filter(({ kind, place }) => kind === "program" && place.includes("README.md"))
    .filter(({ code }) => !foreign.test(code));
  if (programs.length === 0) throw new Error("no README has a program");
  return programs.map(({ code }) => `${code}\nexport {};\n`);
}

/** The TypeScript blocks of one Markdown text. */
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
