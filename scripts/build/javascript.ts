import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { build, transform } from "esbuild";
import { write } from "./write.js";

const common = { target: "es2022", platform: "neutral", logLevel: "warning" } as const;

/**
 * Builds the entries as ES modules in `dist`/esm, with code that several of them share in separate files,
 * and each of these files as CommonJS in `dist`/cjs. Source maps are for the tests and for debugging in a
 * clone: no file names them, and packages leave them out.
 *
 * @throws esbuild's errors, after printing them
 */
export async function bundle(sources: readonly string[], dist: string): Promise<void> {
  const esm = path.join(dist, "esm");
  await build({
    ...common,
    entryPoints: [...sources],
    bundle: true,
    splitting: true,
    format: "esm",
    packages: "external",
    sourcemap: "external",
    sourcesContent: false,
    chunkNames: "shared-[hash]",
    outdir: esm,
  });
  const files = readdirSync(esm, { recursive: true, encoding: "utf8" });
  for (const name of files.filter((each) => each.endsWith(".js"))) {
    const module = readFileSync(path.join(esm, name), "utf8");
    const map = readFileSync(path.join(esm, `${name}.map`)).toString("base64");
    // As text, not as a file: below a package.json of `"type": "module"` esbuild would take the default
    // export of a CommonJS dependency for its whole `module.exports`, as Node does in an ES module.
    const output = await transform(
      `${module}\n//# sourceMappingURL=data:application/json;base64,${map}`,
      {
        ...common,
        format: "cjs",
        // Packages contain both; people read the ES modules. Names stay, for stack traces.
        minifyWhitespace: true,
        lineLimit: 100,
        sourcefile: name,
        sourcemap: "external",
        sourcesContent: false,
      },
    );
    write(path.join(dist, "cjs", name), output.code);
    write(path.join(dist, "cjs", `${name}.map`), output.map);
  }
}
