import { answers, execute, program, write } from "../consumer.js";
import type { Row } from "../row.js";
import { tool } from "../tools.js";

const deno = tool("deno/bin.cjs");
const bun = tool(
  `@oven/bun-${process.platform}-${process.arch === "arm64" ? "aarch64" : "x64"}/bin/bun`,
);

/** Each with its own installer. */
export const runtimeRows: readonly Row[] = [
  {
    id: "deno",
    name: "Deno, by npm: specifiers",
    quick: true,
    probe: { command: process.execPath, args: [deno, "--version"] },
    async run(stage) {
      const cwd = stage.room("deno");
      const { version } = stage;
      const [name = "", number = ""] = version.split("@");
      const text = program("esm", `npm:${version}`, `npm:${name}@${number}/pacing`);
      const file = write(cwd, "main.mjs", text);
      const env = { ...stage.env, DENO_DIR: stage.room("deno-cache"), DENO_NO_UPDATE_CHECK: "1" };
      // Else it refuses what was published within the last day.
      const args = [deno, "run", "--minimum-dependency-age=0", "-A", "--check", file];
      await answers(stage, process.execPath, args, { cwd, env });
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
