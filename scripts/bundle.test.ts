import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { build } from "esbuild";

const root = path.resolve(__dirname, "..");
const vendors = readdirSync(path.join(root, "specs"), { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);

/** The sources of which a bundle of the module keeps something. */
async function keptBy(module: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents: module, resolveDir: root },
    absWorkingDir: root,
    alias: { "@billkit/core": path.join(root, "packages/core/src/index.ts") },
    bundle: true,
    minify: true,
    format: "esm",
    metafile: true,
    write: false,
  });
  const [output] = Object.values(metafile.outputs);
  return Object.entries(output?.inputs ?? {})
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => file);
}

// .size-limit.json sets the budgets; size-limit can't tell which modules a bundle keeps.
it.each(vendors.map(({ name }) => name))("a bundle of %s holds no poller", async (vendor) => {
  const kept = await keptBy(`export * from "./packages/${vendor}/src/generated/index.ts"`);
  expect(kept).toContainEqual(expect.stringMatching(/^packages\/core\/src\//));
  expect(kept.filter((file) => file.includes("poll"))).toEqual([]);
});

it("a bundle of the poller holds one", async () => {
  const kept = await keptBy('export { Poller } from "@billkit/core"');
  expect(kept.some((file) => file.includes("poll"))).toBe(true);
});
