import bundling from "@size-limit/esbuild";
import compressing from "@size-limit/file";
import sizeLimit from "size-limit";
import { settingsOf } from "./bundle.js";

/**
 * What size-limit says that each module weighs, in bytes: bundled as the benchmark does, minified,
 * gzip, less what an empty bundle weighs.
 *
 * @param modules such as `export { Deepgram } from "@billkit/deepgram"`
 * @param folder from where they import
 * @throws {Error} with esbuild's own lines, when one cannot be bundled
 */
export async function weightsOf(modules: readonly string[], folder: string): Promise<number[]> {
  const checks = modules.map((contents) => ({
    // The module is its own text, and lies in no file.
    files: [],
    gzip: true,
    modifyEsbuildConfig: ({ outdir }: { outdir: string }) => ({
      ...settingsOf(contents, folder),
      outdir,
      // It looks from here for what esbuild says it has written.
      absWorkingDir: process.cwd(),
    }),
  }));
  const weighed: unknown = await sizeLimit([...bundling, ...compressing], { checks });
  if (!Array.isArray(weighed)) throw new Error("size-limit has weighed nothing");
  return weighed.map((each: unknown) => {
    if (typeof each === "object" && each !== null && "size" in each && Number.isInteger(each.size))
      return Number(each.size);
    throw new Error("size-limit has weighed nothing");
  });
}
