import path from "node:path";
import { contractFile } from "../scripts/generate/vendors.js";
import { ensureJar, wrapper, wrapperEnvironment } from "../scripts/generate/tools/jar.js";
import { checkJava } from "../scripts/generate/tools/java.js";
import { run } from "../scripts/generate/tools/run.js";

/**
 * What openapi-generator makes of our contract with its own templates and options, packed: the
 * generator, the version and the contract are those that `npm run generate` uses.
 *
 * @returns the tarball
 * @throws {Error} without Java, or with what a command has said
 */
export async function packStock(root: string, work: string, vendor: string): Promise<string> {
  await checkJava(root, process.env);
  await ensureJar(root, process.env);
  const name = `stock-${vendor}`;
  const folder = path.join(work, name);
  const node = process.execPath;
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  const generate = [
    ...[wrapper(root), "generate", "-g", "typescript-fetch"],
    ...["-i", path.join(root, contractFile(vendor)), "-o", folder],
    // Without a name it writes no package, only sources.
    `--additional-properties=npmName=${name}`,
  ];
  const env = wrapperEnvironment(root, process.env);
  await must(`generating ${name}`, node, generate, root, env);
  // Its own build script, with our compiler.
  await must(`compiling ${name}`, node, [tsc], folder);
  await must(`compiling ${name}`, node, [tsc, "-p", "tsconfig.esm.json"], folder);
  await must(
    `packing ${name}`,
    "npm",
    ["pack", "--ignore-scripts", "--pack-destination", work],
    folder,
  );
  return path.join(work, `${name}-1.0.0.tgz`);
}

async function must(
  what: string,
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const { code, output } = await run(command, args, { cwd, env });
  if (code !== 0) throw new Error(`${what} failed: ${output.trim().slice(-1_000)}`);
}
