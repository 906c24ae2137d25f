/**
 * `npm run release:publish [-- --dir DIR] [-- --json]`: publishes what `npm run release:pack` has left
 * in release/, each package after what it needs. A version that is there already is left alone, so
 * that a run that has failed in the middle can be repeated.
 */
import process from "node:process";
import { heard, isPublished, reasonOf, run, runScript } from "./npm.mjs";
import { readPacked } from "./packed.mjs";

await runScript("release:publish", () => {
  const { folder, json, packages } = readPacked();
  const told = packages.map(({ name, version, file }) => {
    const isThere = isPublished(name, version);
    if (!isThere) {
      const args = ["publish", `./${file}`, "--access", "public", "--ignore-scripts", ...heard];
      const { ok, text } = run("npm", args, { cwd: folder });
      if (!ok) throw new Error(`npm publish ${file}: ${reasonOf(text)}`);
    }
    const outcome = isThere ? "already there" : "published";
    if (!json) process.stdout.write(`${name} ${version}: ${outcome}\n`);
    return { name, version, outcome };
  });
  if (json) process.stdout.write(`${JSON.stringify({ packages: told })}\n`);
});
