import ts from "typescript";

/** A compiler error and its line, from 1. */
export interface Diagnostic {
  readonly line: number;
  readonly message: string;
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es5.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
};

const folder = "/judged/";
/** The language's own declarations are parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/**
 * The strict compiler's errors in one of several files that import each other.
 * @param checked the name of that file; the others only provide types
 */
export function compile(files: ReadonlyMap<string, string>, checked: string): Diagnostic[] {
  const disk = ts.createCompilerHost(options);
  const textOf = (file: string): string | undefined =>
    file.startsWith(folder) ? files.get(file.slice(folder.length)) : undefined;
  const host: ts.CompilerHost = {
    ...disk,
    getCurrentDirectory: () => folder,
    directoryExists: (name) => !name.startsWith(folder),
    fileExists: (file) =>
      file.startsWith(folder) ? textOf(file) !== undefined : disk.fileExists(file),
    readFile: (file) => (file.startsWith(folder) ? textOf(file) : disk.readFile(file)),
    getSourceFile: (file, language) => {
      const text = textOf(file);
      if (text !== undefined) return ts.createSourceFile(file, text, language);
      if (!parsed.has(file)) parsed.set(file, disk.getSourceFile(file, language));
      return parsed.get(file);
    },
  };
  const program = ts.createProgram(
    [...files.keys()].map((name) => folder + name),
    options,
    host,
  );
  const source = program.getSourceFile(folder + checked);
  const found = [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ];
  return found.map((diagnostic) => ({
    line: (source?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0) + 1,
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n").split("\n")[0] ?? "",
  }));
}
