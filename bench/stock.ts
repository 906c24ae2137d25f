import path from "node:path";
import { runOrThrow as run } from "../scripts/common/run.js";
import { ensureJar, wrapper, wrapperEnvironment } from "../scripts/generate/tools/jar.js";
import { checkJava } from "../scripts/generate/tools/java.js";

/**
 * openapi-generator's package for our contract with its own templates and options, packed. Generator,
 * version and contract are those of `npm run generate`.
 * @returns the tarball
 * @throws {Error} without Java, or if a step fails
 */
export async function packStock(root: string, work: string, vendor: string): Promise<string> {
  await checkJava(root);
  await ensureJar(root);
  const name = `stock-${vendor}`;
  const folder = path.join(work, name);
  const node = process.execPath;
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  const generate = [
    ...[wrapper(root), "generate", "-g", "typescript-fetch"],
    ...["-i", path.join(root, "specs", vendor, "openapi.yaml"), "-o", folder],
    // Without a name it writes sources only, no package.
    `--additional-properties=npmName=${name}`,
  ];
  await run(node, generate, { cwd: root, env: wrapperEnvironment(root) });
  await run(node, [tsc], { cwd: folder });
  await run(node, [tsc, "-p", "tsconfig.esm.json"], { cwd: folder });
  await run("npm", ["pack", "--ignore-scripts", "--pack-destination", work], { cwd: folder });
  return path.join(work, `${name}-1.0.0.tgz`);
}
