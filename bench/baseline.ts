import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { packPackages } from "../e2e/common/pack.js";
import { run } from "../e2e/common/run.js";
import { UserError } from "../scripts/common/user-error.js";

/**
 * Packs another build of this repository.
 * @param baseline a built checkout's folder, or a commit, which is built once and kept under
 *   node_modules/.cache
 * @returns the tarballs of core and the vendors
 * @throws {UserError} if it's neither
 */
export async function packBaseline(root: string, baseline: string, work: string) {
  if (existsSync(path.join(baseline, "packages"))) {
    if (!existsSync(path.join(baseline, "packages/core/dist/esm"))) {
      throw new UserError(`--baseline: ${baseline} isn't built; run npm run build there`);
    }
    const target = path.join(work, "baseline-tarballs");
    mkdirSync(target);
    return [...(await packPackages(path.resolve(baseline), target)).values()];
  }
  const commit = await run("git", ["rev-parse", "--verify", `${baseline}^{commit}`], {
    cwd: root,
  }).catch(() => undefined);
  if (commit === undefined) {
    throw new UserError(`--baseline takes a built checkout or a commit, not "${baseline}"`);
  }
  const cache = path.join(root, "node_modules/.cache/billkit-bench", commit.trim());
  if (!existsSync(cache)) await buildCommit(root, commit.trim(), cache);
  return readdirSync(cache).map((name) => path.join(cache, name));
}

async function buildCommit(root: string, commit: string, cache: string): Promise<void> {
  const building = `${cache}-building`;
  const checkout = path.join(building, "checkout");
  const tarballs = path.join(building, "tarballs");
  rmSync(building, { recursive: true, force: true });
  mkdirSync(checkout, { recursive: true });
  mkdirSync(tarballs);
  const archive = path.join(building, "archive.tar");
  await run("git", ["archive", "--output", archive, commit], { cwd: root });
  await run("tar", ["-xf", archive], { cwd: checkout });
  const install = ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
  await run("npm", install, { cwd: checkout, timeoutMs: 1_800_000 });
  const turbo = path.join(checkout, "node_modules/.bin/turbo");
  const build = ["run", "build", "--filter=./packages/*", "--output-logs=errors-only"];
  await run(turbo, build, { cwd: checkout, timeoutMs: 1_800_000 });
  await packPackages(checkout, tarballs);
  renameSync(tarballs, cache);
  rmSync(building, { recursive: true, force: true });
}
