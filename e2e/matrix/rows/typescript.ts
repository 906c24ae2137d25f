import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { execute, fixture, write } from "../consumer.js";
import { tool, type Row } from "../row.js";
import type { Stage } from "../stage.js";

const modules = { nodenext: "nodenext", bundler: "esnext" } as const;

export const typescriptRows: readonly Row[] = ["5.4", "5.5", "5.6", "5.7", "5.8", "5.9"].flatMap(
  (version) => {
    const tsc = [process.execPath, tool(`typescript-${version}/bin/tsc`)] as const;
    return (["nodenext", "bundler"] as const).map((resolution) => ({
      id: `typescript-${version}-${resolution}`,
      title: `TypeScript ${version}, ${resolution}`,
      slow: version !== "5.4",
      version: [...tsc, "--version"] as const,
      async run(stage) {
        const flags = [
          ...["--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2022"],
          ...["--module", modules[resolution], "--moduleResolution", resolution],
          ...["--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"],
          ...["--typeRoots", tool("@types"), "--types", "node"],
        ];
        await execute(stage, [...tsc, ...flags, ...sources(stage)]);
      },
    }));
  },
);

/** The READMEs' programs, and one in each module kind. */
function sources({ root, folder }: Stage): string[] {
  const snippets = readmePrograms(root).map((code, index) =>
    write(folder, `typescript/snippet-${index}.mts`, `${code}\nexport {};\n`),
  );
  const typed = [".mts", ".cts"].map((extension) =>
    write(folder, `typescript/typed${extension}`, fixture("typed.ts")),
  );
  return [...snippets, ...typed].map((file) => path.relative(folder, file));
}

/** The READMEs' TypeScript blocks that import nothing but our packages and Node's. */
function readmePrograms(root: string): string[] {
  const foreignImport = /from "(?!@?billkit[/"]|node:)/;
  const packages = readdirSync(path.join(root, "packages"));
  const programs = ["README.md", ...packages.map((name) => `packages/${name}/README.md`)]
    .flatMap((file) => [
      ...readFileSync(path.join(root, file), "utf8").matchAll(/^```ts\n(.*?)^```/gms),
    ])
    .map(([, code = ""]) => code)
    .filter((code) => !foreignImport.test(code));
  if (programs.length === 0) throw new Error("no README has a TypeScript program");
  return programs;
}
