import path from "node:path";
import ts from "typescript";

/** Makes a package's declarations. `npm run typecheck` checks the types: that takes longer than the rest. */
export function declare(root: string, entries: readonly string[]) {
  const config = readConfig(path.join(root, "tsconfig.build.json"));
  const sourceRoot = findSourceRoot(config.fileNames, path.join(root, "src"));
  const all = new Map<string, string>();
  const program = ts.createProgram(config.fileNames, {
    ...config.options,
    noEmit: false,
    noCheck: true,
    emitDeclarationOnly: true,
    declaration: true,
    rootDir: sourceRoot,
    outDir: sourceRoot,
  });
  const emitted = program.emit(undefined, (file, text) =>
    all.set(path.relative(sourceRoot, file), narrowed(text)),
  );
  return {
    /** The folder of the entries' sources. */
    sourceRoot,
    /** By path relative to the entries' folder: only files that the entries reach. */
    declarations: reached(
      all,
      entries.map((entry) => `${entry}.d.ts`),
    ),
    /** Errors in the configuration, the syntax and the declarations; if there are any, ignore the rest. */
    diagnostics: [
      ...config.errors,
      ...program.getOptionsDiagnostics(),
      ...program.getSyntacticDiagnostics(),
      ...emitted.diagnostics,
    ],
  };
}

/** Smaller files aren't worth another file to read. */
const leastShared = 8192;

/**
 * The ES module's declarations of a file. A large table of types without imports isn't written twice:
 * it refers to CommonJS's, which TypeScript can import in every module system. It has no classes, of
 * which there would be two.
 */
export function moduleDeclaration(file: string, declaration: string): string {
  const isTypes = !/^(?:import\b|export (?!type\b|interface\b))/m.test(declaration);
  if (!isTypes || declaration.length < leastShared) return declaration;
  const up = "../".repeat(file.split(path.sep).length);
  return `export type * from "${up}cjs/${file.replace(/\.d\.ts$/, ".js")}";\n`;
}

/** TypeScript indents by four spaces, which are a fifth of a deep declaration; two are enough. */
function narrowed(declaration: string): string {
  return declaration.replace(/^(?: {4})+/gm, (indent) => indent.slice(indent.length / 2));
}

/** Files that no entry reaches aren't published. */
function reached(
  all: ReadonlyMap<string, string>,
  entries: readonly string[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const text = all.get(file);
    if (text === undefined || found.has(file)) continue;
    found.set(file, text);
    const folder = path.dirname(file);
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      if (fileName.startsWith("."))
        open.push(path.join(folder, fileName.replace(/\.js$/, ".d.ts")));
    }
  }
  return found;
}

/** All sources of a generated package are in src/generated, its entry too. */
function findSourceRoot(files: readonly string[], fallback: string): string {
  const generated = path.join(fallback, "generated");
  const inside = files.every((file) => path.normalize(file).startsWith(generated + path.sep));
  return inside ? generated : fallback;
}

function readConfig(file: string): ts.ParsedCommandLine {
  const source = ts.readJsonConfigFile(file, (name) => ts.sys.readFile(name));
  return ts.parseJsonSourceFileConfigFileContent(source, ts.sys, path.dirname(file));
}
