import { execute, expectAnswer, fixture, lend, program, write } from "../consumer.js";
import { tool, type Row } from "../row.js";
import type { Stage } from "../stage.js";

const node = process.execPath;
const esbuild = tool("esbuild/bin/esbuild");
const vite = tool("vite/bin/vite.js");
const chromium = process.env.CHROME_PATH ?? "chromium";

export const bundleRows: readonly Row[] = [
  ...(["esm", "cjs"] as const).map((kind): Row => ({
    id: `esbuild-${kind}`,
    title: `esbuild bundle, ${kind === "esm" ? "ES modules" : "CommonJS"}`,
    version: [node, esbuild, "--version"],
    async run(stage) {
      const entry = write(stage.folder, `esbuild/${kind}.js`, program(kind));
      const bundle = entry.replace(/js$/, kind === "esm" ? "mjs" : "cjs");
      await bundleWithEsbuild(stage, entry, bundle, [`--format=${kind}`, "--minify"]);
      await expectAnswer(stage, [node, bundle]);
    },
  })),
  {
    id: "workerd",
    title: "workerd, esbuild bundle",
    version: [node, tool("workerd/bin/workerd"), "--version"],
    async run(stage) {
      lend(stage, "miniflare");
      const entry = write(stage.folder, "workerd/worker.js", program("esm", "worker.js"));
      const bundle = entry.replace("worker.js", "bundle.mjs");
      const conditions = "--conditions=workerd,worker,browser";
      await bundleWithEsbuild(stage, entry, bundle, ["--format=esm", conditions]);
      const file = write(stage.folder, "workerd/main.mjs", fixture("workerd.js"));
      await expectAnswer(stage, [node, file, bundle]);
    },
  },
  {
    id: "vite",
    title: "Vite bundle, in Node",
    version: [node, vite, "--version"],
    async run(stage) {
      write(stage.folder, "vite/main.js", program("esm"));
      write(stage.folder, "vite/vite.config.mjs", fixture("vite-library.js"));
      await execute(stage, [node, vite, "build", "vite", "--logLevel", "warn"]);
      await expectAnswer(stage, [node, "vite/dist/main.mjs"]);
    },
  },
  {
    id: "chromium",
    title: "Chromium, headless, Vite bundle",
    mayLack: "npm has no browser that runs without an install script; CHROME_PATH names another",
    version: [chromium, "--version"],
    async run(stage) {
      lend(stage, "vite");
      lend(stage, "playwright-core");
      write(stage.folder, "page/main.js", program("esm", "page.js"));
      write(stage.folder, "page/index.html", fixture("page.html"));
      const file = write(stage.folder, "page/browse.mjs", fixture("browse.js"));
      await expectAnswer(stage, [node, file], { env: { BILLKIT_CHROMIUM: chromium } });
    },
  },
];

async function bundleWithEsbuild(
  stage: Stage,
  entry: string,
  bundle: string,
  flags: readonly string[],
): Promise<void> {
  const args = [entry, "--bundle", `--outfile=${bundle}`, "--log-level=warning", ...flags];
  await execute(stage, [node, esbuild, ...args]);
}
