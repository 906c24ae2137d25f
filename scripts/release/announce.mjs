/**
 * `npm run release:announce [-- --dir DIR] [-- --json]`: a tag and a release at GitHub for each package
 * that was published, with what its changelog says. One that is there already is left alone.
 */
import process from "node:process";
import { run, runScript } from "./npm.mjs";
import { readPacked } from "./packed.mjs";

await runScript("release:announce", () => {
  const { json, packages } = readPacked();
  const commit = run("git", ["rev-parse", "HEAD"]).stdout.trim();
  const told = packages.map(({ name, version, notes }) => {
    const tag = `${name}@${version}`;
    const isThere = run("gh", ["release", "view", tag]).ok;
    if (!isThere) {
      const args = ["release", "create", tag, "--target", commit, "--title", tag];
      const { ok, text } = run("gh", [...args, "--notes-file", "-"], { input: notes });
      if (!ok) throw new Error(`gh release create ${tag}: ${text}`);
    }
    const outcome = isThere ? "already there" : "announced";
    if (!json) process.stdout.write(`${tag}: ${outcome}\n`);
    return { tag, outcome };
  });
  if (json) process.stdout.write(`${JSON.stringify({ releases: told })}\n`);
});
