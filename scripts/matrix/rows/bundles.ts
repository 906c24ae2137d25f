import { answers, execute, fixture, lend, loading, program, write } from "../consumer.js";
import type { Row } from "../row.js";
import type { Stage } from "../stage.js";
import { tool } from "../tools.js";
import { chromium } from "../chromium.js";

const esbuild = tool("esbuild/bin/esbuild");
const vite = tool("vite/bin/vite.js");
const workerd = tool("workerd/bin/workerd");

export const bundleRows: readonly Row[] = [
  ...(["esm", "cjs"] as const).map((kind): Row => ({
    id: `esbuild-${kind}`,
    name: `esbuild bundle, ${kind === "esm" ? "ES modules" : "CommonJS"}`,
    quick: true,
    probe: { command: process.execPath, args: [esbuild, "--version"] },
    async run(stage) {
      const entry = write(stage.folder, `esbuild/${kind}.js`, program(kind));
      const bundle = entry.replace(/js$/, kind === "esm" ? "mjs" : "cjs");
      await bundled(stage, entry, bundle, [`--format=${kind}`, "--minify"]);
      await answers(stage, process.execPath, [bundle]);
    },
  })),
  {
    id: "workerd",
    name: "workerd, esbuild bundle",
    quick: true,
    probe: { command: process.execPath, args: [workerd, "--version"] },
    async run(stage) {
      lend(stage.folder, "miniflare");
      const text = `${loading("esm")}\n${fixture("calls.js")}\n${fixture("worker.js")}`;
      const entry = write(stage.folder, "workerd/worker.js", text);
      const bundle = entry.replace("worker.js", "bundle.mjs");
      await bundled(stage, entry, bundle, ["--format=esm", "--conditions=workerd,worker,browser"]);
      const file = write(stage.folder, "workerd/main.mjs", fixture("workerd.js"));
      await answers(stage, process.execPath, [file, bundle]);
    },
  },
  {
    id: "vite",
    name: "Vite bundle, in Node",
    quick: true,
    probe: { command: process.execPath, args: [vite, "--version"] },
    async run(stage) {
      const folder = "vite";
      write(stage.folder, `${folder}/main.js`, program("esm"));
      write(stage.folder, `${folder}/vite.config.mjs`, fixture("vite-library.js"));
      const args = [vite, "build", folder, "--logLevel", "warn"];
      await execute(process.execPath, args, { cwd: stage.folder, env: stage.env });
      await answers(stage, process.execPath, [`${folder}/dist/main.mjs`]);
    },
  },
  {
    id: "chromium",
    name: "Chromium, headless, Vite bundle",
    quick: true,
    probe: { command: chromium, args: ["--version"] },
    async run(stage) {
      lend(stage.folder, "vite");
      lend(stage.folder, "playwright-core");
      const text = `${loading("esm")}\n${fixture("calls.js")}\n${fixture("page.js")}`;
      write(stage.folder, "page/main.js", text);
      write(stage.folder, "page/index.html", fixture("page.html"));
      const file = write(stage.folder, "page/browse.mjs", fixture("browse.js"));
      const env = { ...stage.env, BILLKIT_CHROMIUM: chromium };
      await answers(stage, process.execPath, [file], { env });
    },
  },
];

async function bundled(
  { folder: cwd, env }: Stage,
  entry: string,
  bundle: string,
  flags: readonly string[],
): Promise<void> {
  const args = [esbuild, entry, "--bundle", `--outfile=${bundle}`, "--log-level=warning", ...flags];
  await execute(process.execPath, args, { cwd, env });
}
