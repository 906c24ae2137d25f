import path from "node:path";
import { readmePrograms } from "../../docs/snippets.js";
import { strictly } from "../../pack/strictly.js";
import { execute, fixture, write } from "../consumer.js";
import type { Row } from "../row.js";
import type { Stage } from "../stage.js";
import { tool } from "../tools.js";

export const typescriptRows: readonly Row[] = ["5.4", "5.5", "5.6", "5.7", "5.8", "5.9"].flatMap(
  (version) => {
    const tsc = tool(`typescript-${version}/bin/tsc`);
    return (["nodenext", "bundler"] as const).map((resolution) => ({
      id: `typescript-${version}-${resolution}`,
      name: `TypeScript ${version}, ${resolution}`,
      quick: version === "5.4",
      probe: { command: process.execPath, args: [tsc, "--version"] },
      async run(stage) {
        const args = [tsc, ...strictly(resolution, tool("@types")), ...sources(stage)];
        await execute(process.execPath, args, { cwd: stage.folder, env: stage.env });
      },
    }));
  },
);

/** The packages' README snippets, and a program in each module kind, which `nodenext` tells apart. */
function sources({ root, folder }: Stage): string[] {
  const files = readmePrograms(root).map((code, index) =>
    write(folder, `typescript/snippet-${index}.mts`, code),
  );
  const typed = fixture("typed.ts");
  const both = [".mts", ".cts"].map((ending) => write(folder, `typescript/typed${ending}`, typed));
  return [...files, ...both].map((file) => path.relative(folder, file));
}
