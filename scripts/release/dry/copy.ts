import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../generate/tools/run.js";

/** A temporary copy of the repository in which a maintainer's commands run as they do here. */
export class Copy {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), "billkit-release-")));

  /** @param home the repository: what git knows and could add, with its installed packages */
  constructor(
    private readonly home: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    const listed = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], {
      cwd: home,
      encoding: "utf8",
    });
    for (const file of listed.split("\0")) {
      const source = path.join(home, file);
      if (file !== "" && existsSync(source)) cpSync(source, path.join(this.root, file));
    }
    this.link("node_modules");
    for (const name of readdirSync(path.join(home, "packages")))
      this.link(`packages/${name}/node_modules`);
  }

  read(file: string): string {
    return readFileSync(path.join(this.root, file), "utf8");
  }

  /** @throws {Error} `part` is not there */
  edit(file: string, part: string, replacement: string): void {
    const text = this.read(file);
    if (!text.includes(part)) throw new Error(`${file} does not hold ${part}`);
    writeFileSync(path.join(this.root, file), text.replace(part, replacement));
  }

  /** `npm run --silent …`. @throws {Error} with what it said, when it fails */
  async npm(...args: string[]): Promise<string> {
    const { code, output } = await run("npm", ["run", "--silent", ...args], {
      cwd: this.root,
      env: this.env,
    });
    if (code !== 0) throw new Error(`npm run ${args.join(" ")}\n${output.trim()}`);
    return output.trim();
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** What is installed, each package as a link; a link to one of ours leads to the copy's own. */
  private link(folder: string): void {
    const source = path.join(this.home, folder);
    if (!existsSync(source)) return;
    const target = path.join(this.root, folder);
    mkdirSync(target, { recursive: true });
    for (const name of readdirSync(source)) {
      const entry = path.join(source, name);
      if (name === "@billkit") this.link(path.join(folder, name));
      else if (lstatSync(entry).isSymbolicLink() && isOurs(this.home, entry))
        symlinkSync(
          path.join(this.root, path.relative(this.home, realpathSync(entry))),
          path.join(target, name),
        );
      else symlinkSync(entry, path.join(target, name));
    }
  }
}

function isOurs(home: string, link: string): boolean {
  const there = path.relative(realpathSync(home), realpathSync(link));
  return !there.startsWith("..") && !there.includes("node_modules");
}
