/**
 * Builds the package of the current folder from one source: one ES module for each of its entries in
 * dist/esm, the same as CommonJS in dist/cjs, and in both the declarations that the entries reach.
 */
import { rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";
import { declare, moduleDeclaration } from "./declarations.js";
import { entriesOf } from "./entries.js";
import { bundle } from "./javascript.js";
import { write } from "./write.js";

const root = process.cwd();
const manifest = await readFile(path.join(root, "package.json"), "utf8");
const entries = entriesOf(JSON.parse(manifest) as object);
const dist = path.join(root, "dist");

rmSync(dist, { recursive: true, force: true });
const { sourceRoot, declarations, diagnostics } = declare(root, entries);
if (diagnostics.length > 0) {
  process.stderr.write(ts.formatDiagnostics(diagnostics, ts.createCompilerHost({})));
  process.exit(1);
}
await bundle(entries, sourceRoot, dist);
for (const [file, text] of declarations) {
  write(path.join(dist, "cjs", file), text);
  write(path.join(dist, "esm", file), moduleDeclaration(file, text));
}
write(path.join(dist, "cjs/package.json"), '{ "type": "commonjs" }\n');
