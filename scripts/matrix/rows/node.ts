import { answers, program, write } from "../consumer.js";
import type { Row } from "../row.js";
import { tool } from "../tools.js";

/** Each version that is looked after, from the lowest that `engines` names. */
export const nodeRows: readonly Row[] = ["20", "22", "24"].flatMap((major) => {
  const ownMajor = process.versions.node.split(".")[0];
  const packaged = tool(`node-${major}-linux-x64/bin/node`);
  const isLinux = process.platform === "linux" && process.arch === "x64";
  const command = major === ownMajor && !isLinux ? process.execPath : packaged;
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
