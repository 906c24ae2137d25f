import path from "node:path";
import { collectSnippets } from "../../../scripts/docs/snippets.js";
import { execute, fixture, write } from "../consumer.js";
import { root, tool, type Row } from "../stage.js";

const modules = { nodenext: "nodenext", bundler: "esnext" } as const;

/** Checks the READMEs' programs, and one in each module kind. By default, the library includes the DOM. */
const check =
  (version: string, resolution: keyof typeof modules, library: readonly string[] = []): Row =>
  async (stage) => {
    const { folder } = stage;
    const files = [
      ...readmePrograms().map((code, index) =>
        write(folder, `typescript/snippet-${index}.mts`, `${code}\nexport {};\n`),
      ),
      ...[".mts", ".cts"].map((extension) =>
        write(folder, `typescript/typed${extension}`, fixture("typed.ts")),
      ),
    ];
    const flags = [
      ...["--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2022"],
      ...["--module", modules[resolution], "--moduleResolution", resolution],
      ...["--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"],
      ...library,
      ...["--typeRoots", tool("@types"), "--types", "node"],
    ];
    const tsc = tool(`typescript-${version}/bin/tsc`);
    const sources = files.map((file) => path.relative(folder, file));
    await execute(stage, [process.execPath, tsc, ...flags, ...sources]);
  };

export const typescriptRows: Readonly<Record<string, Row>> = {
  ...Object.fromEntries(
    ["5.4", "5.5", "5.6", "5.7", "5.8", "5.9"].flatMap((version) =>
      (["nodenext", "bundler"] as const).map((resolution) => [
        `typescript-${version}-${resolution}`,
        check(version, resolution),
      ]),
    ),
  ),
  "typescript-without-dom": check("5.9", "nodenext", ["--lib", "es2022"]),
};

/** The READMEs' programs that import nothing but our packages and Node's. */
function readmePrograms(): string[] {
  const foreignImport = /from "(?!@?billkit[/"]|node:)/;
  return collectSnippets(root)
    .filter(
      ({ place, kind }) => /(^|^packages\/[^/]+\/)README\.md:/.test(place) && kind === "program",
    )
    .map(({ code }) => code)
    .filter((code) => !foreignImport.test(code));
}
