import { execute, expectAnswer, fixture, lend, program, write } from "../consumer.js";
import { tool, type Row, type Stage } from "../stage.js";

const node = process.execPath;

const esbuild =
  (kind: "esm" | "cjs"): Row =>
  async (stage) => {
    const entry = write(stage.folder, `esbuild/${kind}.js`, program(kind));
    await expectAnswer(stage, [node, await bundle(stage, entry, kind, "--minify")]);
  };

export const bundleRows: Readonly<Record<string, Row>> = {
  "esbuild-esm": esbuild("esm"),
  "esbuild-cjs": esbuild("cjs"),
  async workerd(stage) {
    lend(stage, "miniflare");
    const entry = write(stage.folder, "workerd/worker.js", program("esm", "worker.js"));
    const worker = await bundle(stage, entry, "esm", "--conditions=workerd,worker,browser");
    const file = write(stage.folder, "workerd/main.mjs", fixture("workerd.js"));
    await expectAnswer(stage, [node, file, worker]);
  },
  async vite(stage) {
    write(stage.folder, "vite/main.js", program("esm"));
    write(stage.folder, "vite/vite.config.mjs", fixture("vite-library.js"));
    await execute(stage, [node, tool("vite/bin/vite.js"), "build", "vite", "--logLevel", "warn"]);
    await expectAnswer(stage, [node, "vite/dist/main.mjs"]);
  },
  async chromium(stage) {
    lend(stage, "vite");
    lend(stage, "playwright-core");
    write(stage.folder, "page/main.js", program("esm", "page.js"));
    write(stage.folder, "page/index.html", fixture("page.html"));
    const file = write(stage.folder, "page/browse.mjs", fixture("browse.js"));
    await expectAnswer(stage, [node, file]);
  },
};

/** @returns the bundle's file */
async function bundle(stage: Stage, entry: string, kind: "esm" | "cjs", flag: string) {
  const file = entry.replace(/js$/, kind === "esm" ? "bundle.mjs" : "bundle.cjs");
  const flags = ["--bundle", `--outfile=${file}`, `--format=${kind}`, "--log-level=warning", flag];
  await execute(stage, [node, tool("esbuild/bin/esbuild"), entry, ...flags]);
  return file;
}
