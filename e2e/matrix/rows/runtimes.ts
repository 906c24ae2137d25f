import { execute, expectAnswer, fixture, program, write } from "../consumer.js";
import { tool, type Row } from "../row.js";
import { installedVersion } from "../stage.js";

const deno = [process.execPath, tool("deno/bin.cjs")] as const;
const arch = process.arch === "arm64" ? "aarch64" : "x64";
const bun = tool(`@oven/bun-${process.platform}-${arch}/bin/bun`);
const names = [
  "billkit",
  ...["core", "deepgram", "genesys-cloud", "sandbox"].map((n) => `@billkit/${n}`),
];

/** Each with its own installer. */
export const runtimeRows: readonly Row[] = [
  {
    id: "deno",
    title: "Deno, npm: specifiers, with types",
    version: [...deno, "--version"],
    async run(stage) {
      const cwd = stage.room("deno");
      const env = { DENO_DIR: stage.room("deno-cache"), DENO_NO_UPDATE_CHECK: "1" };
      // Deno refuses packages published within the last day.
      const young = "--minimum-dependency-age=0";
      const imports = names.flatMap((name) => {
        const version = installedVersion(stage.folder, name);
        return [
          [name, `npm:${version}`],
          [`${name}/`, `npm:/${version}/`],
        ];
      });
      write(cwd, "deno.json", JSON.stringify({ imports: Object.fromEntries(imports) as object }));
      write(cwd, "typed.ts", fixture("typed.ts"));
      await execute(stage, [...deno, "check", young, "typed.ts"], { cwd, env });
      write(cwd, "main.mjs", program("esm"));
      await expectAnswer(stage, [...deno, "run", young, "-A", "main.mjs"], { cwd, env });
    },
  },
  {
    id: "bun",
    title: "Bun, bun add",
    version: [bun, "--version"],
    async run(stage) {
      const cwd = stage.room("bun");
      write(cwd, "package.json", '{ "name": "user", "private": true }\n');
      const env = { BUN_INSTALL_CACHE_DIR: stage.room("bun-cache") };
      await execute(stage, [bun, "add", installedVersion(stage.folder, "billkit")], { cwd, env });
      const file = write(cwd, "main.mjs", program("esm"));
      await expectAnswer(stage, [bun, "run", file], { cwd, env });
    },
  },
];
