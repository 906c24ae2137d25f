import path from "node:path";
import ts from "typescript";
import { repository } from "../../specs/testing/repository.js";

/** Declarations and sources from disk, parsed once. */
const known = new Map<string, ts.SourceFile | undefined>();

/**
 * The strict compiler's errors in a package's sources and in programs that import it.
 * @param entry The package's entry, which need not be built.
 */
export function compileErrors(
  entry: string,
  packageName: string,
  programs: readonly string[],
): string[] {
  const folder = path.join(repository, "scripts/generate/testing");
  const sources = new Map(
    programs.map((text, index) => [path.join(folder, `program-${index}.mts`), text]),
  );
  const { config } = ts.readConfigFile(path.join(repository, "tsconfig.base.json"), (file) =>
    ts.sys.readFile(file),
  ) as {
    config: { compilerOptions: object };
  };
  const parsed = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, repository);
  const options: ts.CompilerOptions = {
    ...parsed.options,
    types: ["node"],
    paths: {
      "@billkit/core": [path.join(repository, "packages/core/src/index.ts")],
      "@billkit/core/*": ["*/index.ts", "client/*.ts", "*.ts"].map((file) =>
        path.join(repository, "packages/core/src", file),
      ),
      [packageName]: [entry],
      [`${packageName}/*`]: [path.join(path.dirname(entry), "*.ts")],
    },
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    getSourceFile: (file, ...rest) => {
      const text = sources.get(file);
      if (text !== undefined) return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
      if (!known.has(file)) known.set(file, disk.getSourceFile(file, ...rest));
      return known.get(file);
    },
    fileExists: (file) => sources.has(file) || disk.fileExists(file),
    readFile: (file) => sources.get(file) ?? disk.readFile(file),
  };
  const program = ts.createProgram([entry, ...sources.keys()], options, host);
  // Core and third-party declarations are checked elsewhere.
  const own = program
    .getSourceFiles()
    .filter(({ fileName }) => sources.has(fileName) || fileName.startsWith(path.dirname(entry)));
  const found = own.flatMap((source) => ts.getPreEmitDiagnostics(program, source));
  return found.map((diagnostic) => {
    const line =
      diagnostic.file &&
      diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line + 1;
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
    return `${path.basename(diagnostic.file?.fileName ?? "")}:${line ?? ""}: ${text}`;
  });
}
