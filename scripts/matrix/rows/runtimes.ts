import { answers, execute, fixture, program, write } from "../consumer.js";
import type { Row } from "../row.js";
import { versionOf } from "../stage.js";
import { tool } from "../tools.js";

const deno = tool("deno/bin.cjs");
const bun = tool(
  `@oven/bun-${process.platform}-${process.arch === "arm64" ? "aarch64" : "x64"}/bin/bun`,
);

/** Each with its own installer. */
export const runtimeRows: readonly Row[] = [
  {
    id: "deno",
    name: "Deno, by npm: specifiers, with types",
    quick: true,
    probe: { command: process.execPath, args: [deno, "--version"] },
    async run(stage) {
      const cwd = stage.room("deno");
      const env = { ...stage.env, DENO_DIR: stage.room("deno-cache"), DENO_NO_UPDATE_CHECK: "1" };
      // Else it refuses what was published within the last day.
      const young = "--minimum-dependency-age=0";
      write(cwd, "deno.json", JSON.stringify({ imports: imports(stage.folder) }));
      write(cwd, "typed.ts", fixture("typed.ts"));
      await execute(process.execPath, [deno, "check", young, "typed.ts"], { cwd, env });
      write(cwd, "main.mjs", program("esm"));
      await answers(stage, process.execPath, [deno, "run", young, "-A", "main.mjs"], { cwd, env });
    },
  },
  {
    id: "bun",
    name: "Bun, by bun add",
    quick: true,
    probe: { command: bun, args: ["--version"] },
    async run(stage) {
      const cwd = stage.room("bun");
      write(cwd, "package.json", '{ "name": "user", "private": true }\n');
      const env = { ...stage.env, BUN_INSTALL_CACHE_DIR: stage.room("bun-cache") };
      await execute(bun, ["add", stage.version], { cwd, env });
      await answers(stage, bun, ["run", write(cwd, "main.mjs", program("esm"))], { cwd, env });
    },
  },
];

/** As a user of Deno names packages, with what is below them. */
function imports(folder: string): Record<string, string> {
  const names = ["billkit", ...["core", "deepgram", "genesys-cloud", "sandbox"].map(scoped)];
  return Object.fromEntries(
    names.flatMap((name) => [
      [name, `npm:${versionOf(folder, name)}`],
      [`${name}/`, `npm:/${versionOf(folder, name)}/`],
    ]),
  );
}

function scoped(name: string): string {
  return `@billkit/${name}`;
}
