import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

/** Copies what git tracks or would track, with links to the installed packages. */
export function copyRepository(home: string, target: string): void {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const files = execFileSync("git", args, { cwd: home, encoding: "utf8" }).split("\0");
  for (const file of files) {
    if (file !== "" && existsSync(path.join(home, file))) {
      cpSync(path.join(home, file), path.join(target, file));
    }
  }
  linkModules(home, target, "node_modules");
  for (const name of readdirSync(path.join(home, "packages"))) {
    const modules = `packages/${name}/node_modules`;
    if (existsSync(path.join(home, modules))) linkModules(home, target, modules);
  }
}

/** Links to workspaces are copied, so that they lead to the copy's own. */
function linkModules(home: string, target: string, folder: string): void {
  mkdirSync(path.join(target, folder), { recursive: true });
  for (const name of readdirSync(path.join(home, folder))) {
    const entry = path.join(folder, name);
    const source = path.join(home, entry);
    if (name === "@billkit") linkModules(home, target, entry);
    else symlinkSync(linkOf(source) ?? source, path.join(target, entry));
  }
}

function linkOf(file: string): string | undefined {
  return lstatSync(file).isSymbolicLink() ? readlinkSync(file) : undefined;
}

/** @throws {Error} if the file doesn't contain `part` */
export function edit(folder: string, file: string, part: string, replacement: string): void {
  const place = path.join(folder, file);
  const text = readFileSync(place, "utf8");
  if (!text.includes(part)) throw new Error(`${file} doesn't contain ${part}`);
  writeFileSync(place, text.replace(part, replacement));
}
