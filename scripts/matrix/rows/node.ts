import { answers, program, write } from "../consumer.js";
import type { Row } from "../row.js";
import { tool } from "../tools.js";

/** What runs a major version: a tool, or this Node where there is none for the machine. */
export function nodeCommand(major: string): string {
  const ownMajor = process.versions.node.split(".")[0];
  const isLinux = process.platform === "linux" && process.arch === "x64";
  const packaged = tool(`node-${major}-linux-x64/bin/node`);
  return major === ownMajor && !isLinux ? process.execPath : packaged;
}

/** Each version that is looked after, from the lowest that `engines` names. */
export const nodeRows: readonly Row[] = ["20", "22", "24"].flatMap((major) => {
  const command = nodeCommand(major);
  return (["esm", "cjs"] as const).map((kind) => ({
    id: `node-${major}-${kind}`,
    name: `Node ${major}, ${kind === "esm" ? "ES modules" : "CommonJS"}`,
    quick: true,
    probe: { command, args: ["--version"] },
    async run(stage) {
      const file = write(stage.folder, `main.${kind === "esm" ? "mjs" : "cjs"}`, program(kind));
      await answers(stage, command, [file]);
    },
  }));
});
