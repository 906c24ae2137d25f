import path from "node:path";
import ts from "typescript";
import { namedFiles, readManifest } from "./manifest.js";

/** Exported names without a docstring in the declarations, of each entry in each module kind. */
export function undocumented(folder: string): string[] {
  const { entries, program } = declarationsOf(folder);
  const checker = program.getTypeChecker();
  return entries.flatMap((entry) => {
    const file = program.getSourceFile(path.join(folder, entry));
    const module = file && checker.getSymbolAtLocation(file);
    if (module === undefined) return [`${entry} is no module`];
    return checker
      .getExportsOfModule(module)
      .filter((name) => !isDocumented(name, checker))
      .map((name) => `${entry}: ${name.name} has no docstring`);
  });
}

/** What the declarations ask for that a browser's project does not have, such as the types of Node. */
export function typeProblems(folder: string): string[] {
  return ts
    .getPreEmitDiagnostics(declarationsOf(folder).program)
    .map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, " "));
}

function declarationsOf(folder: string): { entries: readonly string[]; program: ts.Program } {
  const { exports = {} } = readManifest(folder);
  const entries = namedFiles(exports).filter((file) => file.endsWith(".d.ts"));
  const program = ts.createProgram(
    entries.map((file) => path.join(folder, file)),
    {
      strict: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: [],
      noEmit: true,
    },
  );
  return { entries, program };
}

function isDocumented(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
  return target.getDocumentationComment(checker).length > 0;
}
