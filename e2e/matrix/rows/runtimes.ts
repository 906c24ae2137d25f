import { readFileSync } from "node:fs";
import path from "node:path";
import { execute, expectAnswer, fixture, program, write } from "../consumer.js";
import { tool, type Row } from "../stage.js";

const arch = process.arch === "arm64" ? "aarch64" : "x64";

/** Each with its own installer. */
export const runtimeRows: Readonly<Record<string, Row>> = {
  /** By `npm:` specifiers, with types. */
  async deno(stage) {
    const deno = [process.execPath, tool("deno/bin.cjs")];
    const cwd = stage.room("deno");
    const env = { DENO_DIR: stage.room("deno-cache"), DENO_NO_UPDATE_CHECK: "1" };
    // Deno refuses packages published within the last day.
    const young = "--minimum-dependency-age=0";
    const ours = ["core", "deepgram", "genesys-cloud", "sandbox"].map((name) => `@billkit/${name}`);
    const imports = ["billkit", ...ours].flatMap((name) => {
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
  async bun(stage) {
    const bun = tool(`@oven/bun-${process.platform}-${arch}/bin/bun`);
    const cwd = stage.room("bun");
    write(cwd, "package.json", '{ "name": "user", "private": true }\n');
    const env = { BUN_INSTALL_CACHE_DIR: stage.room("bun-cache") };
    await execute(stage, [bun, "add", installedVersion(stage.folder, "billkit")], { cwd, env });
    const file = write(cwd, "main.mjs", program("esm"));
    await expectAnswer(stage, [bun, "run", file], { cwd, env });
  },
};

/** `name@version` of an installed package. */
function installedVersion(folder: string, name: string): string {
  const file = path.join(folder, "node_modules", name, "package.json");
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  return `${name}@${version}`;
}
