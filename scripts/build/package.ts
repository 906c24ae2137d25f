/**
 * Builds the package of the current folder twice from one source: ES modules with declarations in
 * dist/esm, CommonJS with the same declarations in dist/cjs. Types are checked once, for the
 * declarations; the CommonJS copy is a transpilation, file by file (`isolatedModules` makes that safe).
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const root = process.cwd();
const config = readConfig(path.join(root, "tsconfig.build.json"));
const sources = path.join(root, "src");
const entry = findSourceRoot(config.fileNames, sources);

rmSync(path.join(root, "dist"), { recursive: true, force: true });
const program = ts.createProgram(config.fileNames, {
  ...config.options,
  noEmit: false,
  rootDir: entry,
  outDir: path.join(root, "dist/esm"),
  declaration: true,
  sourceMap: true,
});
const declarations = new Map<string, string>();
const emitted = program.emit(undefined, (file, text) => {
  write(file, text);
  if (file.endsWith(".d.ts"))
    declarations.set(path.relative(path.join(root, "dist/esm"), file), text);
});
const diagnostics = [...ts.getPreEmitDiagnostics(program), ...emitted.diagnostics];
if (diagnostics.length > 0) {
  process.stderr.write(ts.formatDiagnostics(diagnostics, host(root)));
  process.exit(1);
}

for (const file of config.fileNames) {
  const relative = path.relative(entry, file).replace(/\.ts$/, ".js");
  const target = path.join(root, "dist/cjs", relative);
  const source = program.getSourceFile(file)?.text ?? "";
  const output = ts.transpileModule(source, {
    fileName: file,
    compilerOptions: {
      ...config.options,
      module: ts.ModuleKind.CommonJS,
      moduleResolution: ts.ModuleResolutionKind.Node10,
      verbatimModuleSyntax: false,
      esModuleInterop: true,
      sourceMap: true,
    },
  });
  write(target, output.outputText);
  if (output.sourceMapText !== undefined) {
    const map = JSON.parse(output.sourceMapText) as { sources: string[] };
    map.sources = [path.relative(path.dirname(target), file)];
    write(`${target}.map`, JSON.stringify(map));
  }
}
for (const [file, text] of declarations) write(path.join(root, "dist/cjs", file), text);
write(path.join(root, "dist/cjs/package.json"), '{ "type": "commonjs" }\n');

/** A generated package's sources all lie under src/generated, and its entry is there. */
function findSourceRoot(files: readonly string[], fallback: string): string {
  const generated = path.join(fallback, "generated");
  const inside = files.every((file) => path.normalize(file).startsWith(generated + path.sep));
  return inside ? generated : fallback;
}

function readConfig(file: string): ts.ParsedCommandLine {
  const source = ts.readJsonConfigFile(file, (name) => ts.sys.readFile(name));
  const parsed = ts.parseJsonSourceFileConfigFileContent(source, ts.sys, path.dirname(file));
  const { errors } = parsed;
  if (errors.length > 0) {
    process.stderr.write(ts.formatDiagnostics(errors, host(path.dirname(file))));
    process.exit(1);
  }
  return parsed;
}

function host(directory: string): ts.FormatDiagnosticsHost {
  return {
    getCurrentDirectory: () => directory,
    getCanonicalFileName: (name) => name,
    getNewLine: () => "\n",
  };
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
