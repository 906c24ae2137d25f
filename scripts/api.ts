/**
 * Writes the API report of each entry of the package in the current folder to `api/`; with `--check`
 * compares instead. API Extractor takes one entry per configuration file and doesn't require docstrings.
 */
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { CompilerState, Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import { entriesOf } from "./build/entries.js";

const root = path.resolve(import.meta.dirname, "..");
const projectFolder = process.cwd();
const isCheck = process.argv.includes("--check");
// API Extractor copies a report only into a folder that exists.
if (!isCheck) mkdirSync("api", { recursive: true });
const undocumented = /^\/\/ @\w+ \(undocumented\)\nexport (?:declare |abstract )*\w+ ([\w$]+)/gm;
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { exports: unknown };

// One program for all entries: most of the time goes into reading declarations.
let compilerState: CompilerState | undefined;
const entries = entriesOf({ exports: manifest.exports });
const additionalEntryPoints = entries.map((entry) => declarationOf(entry));

for (const entry of entries) {
  // `pacing/index` is `pacing`, `client/raw` is `raw`.
  const name = path.basename(entry.replace(/(?<=.)\/index$/, ""));
  const reportFileName = `${name}.api.md`;
  const configObject = ExtractorConfig.loadFile(path.join(root, "api-extractor.json"));
  const prepared = ExtractorConfig.prepare({
    configObject: {
      ...configObject,
      projectFolder,
      mainEntryPointFilePath: declarationOf(entry),
      compiler: {
        overrideTsconfig: {
          ...(configObject.compiler?.overrideTsconfig as object),
          files: additionalEntryPoints,
        },
      },
      apiReport: { ...configObject.apiReport, enabled: true, reportFileName },
    },
    configObjectFullPath: path.join(root, "api-extractor.json"),
    packageJsonFullPath: path.join(projectFolder, "package.json"),
  });
  compilerState ??= CompilerState.create(prepared, { additionalEntryPoints });
  const { succeeded } = Extractor.invoke(prepared, { localBuild: !isCheck, compilerState });
  const report = readFileSync(path.join(".generated/api", reportFileName), "utf8");
  const missing = [...report.matchAll(undocumented)].map(([, name = ""]) => name);
  if (missing.length > 0)
    process.stderr.write(`api: ${entry} exports without a docstring: ${missing.join(", ")}\n`);
  if (!succeeded || missing.length > 0) process.exitCode = 1;
}

function declarationOf(entry: string): string {
  return path.join(projectFolder, `dist/esm/${entry}.d.ts`);
}
