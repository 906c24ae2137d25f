import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "@jest/globals";
import { build } from "esbuild";

const root = path.resolve(__dirname, "..");
const vendors = readdirSync(path.join(root, "specs"), { withFileTypes: true }).filter((entry) =>
  entry.isDirectory(),
);

const core = "packages/core";
const { dependencies, exports } = JSON.parse(
  readFileSync(path.join(root, core, "package.json"), "utf8"),
) as {
  dependencies: Record<string, string>;
  exports: Record<string, string | { import: { default: string } }>;
};
/** Core's source files by their import specifier. */
const sources = Object.fromEntries(
  Object.entries(exports).flatMap(([key, entry]) => {
    if (typeof entry === "string") return [];
    const file = entry.import.default.replace("./dist/esm", "src").replace(/js$/, "ts");
    return [[`@billkit/core${key.slice(1)}`, path.join(root, core, file)]];
  }),
);

/** The source files that contribute to the module's bundle. */
async function keptBy(module: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents: module, resolveDir: root },
    absWorkingDir: root,
    alias: sources,
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
it.each(vendors.map(({ name }) => name))("a bundle of %s has no poller", async (vendor) => {
  const kept = await keptBy(`export * from "./packages/${vendor}/src/generated/index.ts"`);
  expect(kept).toContainEqual(expect.stringMatching(/^packages\/core\/src\//));
  expect(kept.filter((file) => file.includes("poll"))).toEqual([]);
});

it("a bundle of the poller has one", async () => {
  const kept = await keptBy('export { Poller } from "@billkit/core"');
  expect(kept.some((file) => file.includes("poll"))).toBe(true);
});

/** Packages' sizes on a user's disk, in bytes. */
function unpackedSizes(folders: readonly string[]): number[] {
  const output = execFileSync(
    "npm",
    ["pack", "--dry-run", "--json", ...folders.map((folder) => path.join(root, folder))],
    { cwd: root, stdio: ["ignore", "pipe", "ignore"] },
  );
  const packed = JSON.parse(output.toString()) as { unpackedSize: number }[];
  return packed.map(({ unpackedSize }) => unpackedSize);
}

// size-limit measures bundles, not installed packages.
it("an install of one vendor takes at most 900 kB", () => {
  const needed = [core, ...Object.keys(dependencies).map((name) => `node_modules/${name}`)];
  const sizes = unpackedSizes([...needed, ...vendors.map(({ name }) => `packages/${name}`)]);
  expect(sizes).toHaveLength(needed.length + vendors.length);
  const shared = sizes.slice(0, needed.length).reduce((sum, bytes) => sum + bytes, 0);
  const tooLarge = vendors.flatMap(({ name }, index) => {
    const bytes = shared + (sizes[needed.length + index] ?? NaN);
    return bytes <= 900_000 ? [] : [`${name}: ${bytes}`];
  });
  expect(tooLarge).toEqual([]);
});
