import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { transform } from "esbuild";
import { rollup, type GetModuleInfo, type Plugin } from "rollup";
import { write } from "./write.js";

const common = { target: "es2022", platform: "neutral", logLevel: "warning" } as const;

/**
 * Builds the entries as ES modules in `dist`/esm, and each of these files as CommonJS in `dist`/cjs. What
 * the main entry shares with others is in its own file, since every file makes an import slower. Others
 * import it from there by short names that no declaration has. Core's entry for generated clients takes
 * the main one's place, so that they load nothing else. Source maps are for the tests and for
 * debugging in a clone: no file names them, and packages leave them out.
 *
 * @param entries names without suffix, below `sourceRoot`; the main one is `index`
 * @throws what rollup or esbuild reports
 */
export async function bundle(
  entries: readonly string[],
  sourceRoot: string,
  dist: string,
): Promise<void> {
  const sources = entries.map((entry) => [entry, path.join(sourceRoot, `${entry}.ts`)] as const);
  const main = path.join(sourceRoot, "index.ts");
  const client = path.join(sourceRoot, "client/index.ts");
  // A main entry that imports others, as the facade's does, must not be loaded with each of them.
  const text = existsSync(main) ? readFileSync(main, "utf8") : "";
  const importsEntries = entries.some((entry) => text.includes(`"./${entry}.js"`));
  const bundled = await rollup({
    input: Object.fromEntries(sources),
    external: /^[^./]/,
    plugins: [typescript],
    treeshake: { moduleSideEffects: false },
    preserveEntrySignatures: importsEntries ? "strict" : "allow-extension",
    // An entry of types alone is empty.
    onLog: (level, log, print) => {
      if (log.code !== "EMPTY_BUNDLE") print(level, log);
    },
  });
  const esm = path.join(dist, "esm");
  const { output } = await bundled.generate({
    dir: esm,
    format: "es",
    // Without a hash: a build that turbo restores from its cache leaves no old chunk beside the new one.
    chunkFileNames: "[name].js",
    manualChunks: (id, { getModuleInfo }) => {
      const users = entriesWith(id, getModuleInfo);
      if (users.has(client)) return "client/index";
      if (!users.has(main)) return undefined;
      if (!importsEntries) return "index";
      return users.size > 1 ? "shared" : undefined;
    },
    hoistTransitiveImports: false,
    sourcemap: "hidden",
    sourcemapExcludeSources: true,
  });
  await bundled.close();
  for (const file of output) {
    if (file.type === "asset") continue;
    write(path.join(esm, file.fileName), file.code);
    const map = file.map?.toString() ?? "";
    write(path.join(esm, `${file.fileName}.map`), map);
    await writeCommonJs(path.join(dist, "cjs", file.fileName), file.code, map);
  }
}

const typescript: Plugin = {
  name: "typescript",
  resolveId: (id, importer) => {
    if (importer === undefined) return id;
    const file = path.resolve(path.dirname(importer), id);
    const source = file.replace(/\.js$/, ".ts");
    return existsSync(source) ? source : undefined;
  },
  load: (id) => {
    const text = readFileSync(id, "utf8");
    return id.endsWith(".json") ? `export default ${text}` : text;
  },
  transform: (code, id) =>
    transform(code, { ...common, loader: "ts", sourcefile: id, sourcemap: true }),
};

/** The entries that load a module whenever they are loaded. */
function entriesWith(
  id: string,
  getModuleInfo: GetModuleInfo,
  seen = new Set<string>(),
): ReadonlySet<string> {
  const found = new Set<string>();
  const info = getModuleInfo(id);
  if (!info || seen.has(id)) return found;
  seen.add(id);
  if (info.isEntry) found.add(id);
  for (const importer of info.importers)
    for (const entry of entriesWith(importer, getModuleInfo, seen)) found.add(entry);
  return found;
}

async function writeCommonJs(file: string, module: string, map: string): Promise<void> {
  const encoded = Buffer.from(map).toString("base64");
  // As text, not as a file: below a package.json of `"type": "module"` esbuild would take the default
  // export of a CommonJS dependency for its whole `module.exports`, as Node does in an ES module.
  const output = await transform(
    `${module}\n//# sourceMappingURL=data:application/json;base64,${encoded}`,
    {
      ...common,
      format: "cjs",
      // Packages contain both; people read the ES modules. Names stay, for stack traces.
      minifyWhitespace: true,
      lineLimit: 100,
      sourcefile: path.basename(file),
      sourcemap: "external",
      sourcesContent: false,
    },
  );
  write(file, output.code);
  write(`${file}.map`, output.map);
}
