import path from "node:path";
import ts from "typescript";
import { namedFiles, readManifest } from "./manifest.js";

/** Exported names without a docstring in the declarations, of each entry in each module kind. */
export function undocumented(folder: string): string[] {
  const { exports = {} } = readManifest(folder);
  const entries = namedFiles(exports).filter((file) => file.endsWith(".d.ts"));
  const program = ts.createProgram(
    entries.map((file) => path.join(folder, file)),
    {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: [],
      noEmit: true,
    },
  );
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

function isDocumented(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
  return target.getDocumentationComment(checker).length > 0;
}
