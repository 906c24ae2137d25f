import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import type { Snippet } from "./snippets.js";

export type Compiled = ReturnType<typeof compileSnippets>[number];

/**
 * Compiles each snippet as a module, strictly and with nodenext, into `directory`. That is emptied
 * first and must lie where the workspaces' packages resolve.
 */
export function compileSnippets(snippets: readonly Snippet[], root: string, directory: string) {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  writeFileSync(path.join(directory, "package.json"), '{ "type": "module" }\n');
  const sources = snippets.map((snippet, index) => {
    const name = `snippet-${String(index).padStart(3, "0")}${snippet.kind.endsWith("test") ? ".test" : ""}`;
    const source = path.join(directory, `${name}.ts`);
    writeFileSync(source, moduleOf(snippet, root));
    return source;
  });
  const program = ts.createProgram(sources, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    types: ["node"],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    isolatedModules: true,
  });
  program.emit();
  return snippets.map((snippet, index) => {
    const source = program.getSourceFile(sources[index] ?? "");
    const problems = source ? ts.getPreEmitDiagnostics(program, source) : [];
    return {
      snippet,
      /** The JavaScript to run. */
      file: (sources[index] ?? "").replace(/\.ts$/, ".js"),
      /** Compiler errors, each with its place in the Markdown file. */
      problems: problems.map((problem) => describe(problem, snippet)),
    };
  });
}

function moduleOf({ code, kind, place }: Snippet, root: string): string {
  // The export makes a snippet without an import a module, so that it can use top-level await.
  if (kind !== "signature") return `${code}\nexport {};\n`;
  const folder = /^packages\/[^/]+/.exec(place)?.[0] ?? "";
  const manifest = readFileSync(path.join(root, folder, "package.json"), "utf8");
  const { name } = JSON.parse(manifest) as { name: string };
  const types = [...new Set(code.match(/\b[A-Z]\w+/g))].join(", ");
  return `import type { ${types} } from "${name}";\nexport declare class Api { ${code}; }\n`;
}

function describe(problem: ts.Diagnostic, snippet: Snippet): string {
  const text = ts.flattenDiagnosticMessageText(problem.messageText, " ");
  const line = problem.file?.getLineAndCharacterOfPosition(problem.start ?? 0).line ?? 0;
  return `${snippet.place} (line ${line + 1} of the block): ${text}`;
}
