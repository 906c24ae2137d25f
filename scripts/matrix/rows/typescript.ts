import path from "node:path";
import { collectSnippets } from "../../docs/snippets.js";
import { execute, fixture, write } from "../consumer.js";
import type { Row } from "../row.js";
import type { Stage } from "../stage.js";
import { tool } from "../tools.js";

/** `--module`, for each `--moduleResolution`. */
const modules = { nodenext: "nodenext", bundler: "esnext" };

export const typescriptRows: readonly Row[] = ["5.4", "5.5", "5.6", "5.7", "5.8", "5.9"].flatMap(
  (version) => {
    const tsc = tool(`typescript-${version}/bin/tsc`);
    return (["nodenext", "bundler"] as const).map((resolution) => ({
      id: `typescript-${version}-${resolution}`,
      name: `TypeScript ${version}, ${resolution}`,
      quick: version === "5.4",
      probe: { command: process.execPath, args: [tsc, "--version"] },
      async run(stage) {
        const args = [tsc, "--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2022"];
        args.push("--module", modules[resolution], "--moduleResolution", resolution);
        args.push("--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess");
        args.push("--typeRoots", tool("@types"), "--types", "node", ...sources(stage));
        await execute(process.execPath, args, { cwd: stage.folder, env: stage.env });
      },
    }));
  },
);

/** The packages' README snippets, and a program in each module kind, which `nodenext` tells apart. */
function sources({ root, folder }: Stage): string[] {
  const foreign = /from "(?!@?billkit[/"]|node:)/;
  const snippets = collectSnippets(root).filter(
    ({ code, kind, place }) =>
      kind === "program" && place.includes("README.md") && !foreign.test(code),
  );
  if (snippets.length === 0) throw new Error("no README has a snippet");
  const files = snippets.map(({ code }, index) =>
    write(folder, `typescript/snippet-${index}.mts`, `${code}\nexport {};\n`),
  );
  const typed = fixture("typed.ts");
  const both = [".mts", ".cts"].map((ending) => write(folder, `typescript/typed${ending}`, typed));
  return [...files, ...both].map((file) => path.relative(folder, file));
}
