import { build, type BuildOptions, type Plugin } from "esbuild";
import { gzipSync } from "node:zlib";

/** What a bundler makes of a module, as a user's build would. */
export interface Bundle {
  /** Minified, then gzip at its best. */
  readonly gzipBytes: number;
  /** The modules of which something is left in it, as paths from the folder; never `<stdin>`. */
  readonly kept: readonly string[];
  /** The modules that were read for it. */
  readonly read: readonly string[];
}

/**
 * Bundles a module, minified, for browsers and Workers as well as Node.
 *
 * @param contents the module, such as `export { Deepgram } from "@billkit/deepgram"`
 * @param folder from where it imports
 * @throws {Error} with esbuild's own lines, when it cannot be bundled
 */
export async function bundle(
  contents: string,
  folder: string,
  plugins: Plugin[] = [],
): Promise<Bundle> {
  const options = {
    ...settingsOf(contents, folder),
    metafile: true,
    write: false,
    plugins,
  } as const;
  const { outputFiles, metafile } = await build(options);
  const [output] = Object.values(metafile.outputs);
  const [file] = outputFiles;
  if (output === undefined || file === undefined) throw new Error("esbuild has written nothing");
  const isFile = (name: string): boolean => name !== "<stdin>";
  return {
    gzipBytes: gzipSync(file.contents, { level: 9 }).length,
    kept: Object.entries(output.inputs)
      .filter(([name, { bytesInOutput }]) => isFile(name) && bytesInOutput > 0)
      .map(([name]) => name)
      .sort(),
    read: Object.keys(metafile.inputs).filter(isFile).sort(),
  };
}

/** How a module is bundled, whoever weighs it. */
export function settingsOf(contents: string, folder: string): BuildOptions {
  return {
    stdin: { contents, resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    metafile: true,
    logLevel: "silent",
  };
}
