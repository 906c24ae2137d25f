import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../common/run.js";

/** This repository: npm starts scripts, which are ES modules, in its root. */
export const home =
  typeof __dirname === "undefined" ? process.cwd() : path.resolve(__dirname, "../../..");

export interface Outcome {
  readonly code: number | undefined;
  readonly output: string;
}

/** A temporary copy of what `generate` reads and writes; packages are installed as in the original. */
export class Repository {
  readonly root = mkdtempSync(path.join(tmpdir(), "billkit-repository-"));

  constructor() {
    for (const name of [
      "package.json",
      "package-lock.json",
      "turbo.json",
      "tsconfig.base.json",
      "prettier.config.mjs",
      "openapitools.json",
      ".gitignore",
      ".prettierignore",
      "scripts/package.json",
      "specs/vendor.schema.json",
      "specs/traits.schema.json",
      "specs/charges.schema.json",
    ]) {
      this.write(name, readFileSync(path.join(home, name), "utf8"));
    }
    this.copy("scripts/generate");
    this.copy("scripts/common");
    for (const vendor of readdirSync(path.join(home, "specs"))) {
      if (!existsSync(path.join(home, "specs", vendor, "openapi.yaml"))) continue;
      this.copy(`specs/${vendor}/openapi.yaml`);
      for (const part of ["package.json", "turbo.json", "src", "docs", "test/generated"])
        this.copy(`packages/${vendor}/${part}`);
    }
    symlinkSync(path.join(home, "node_modules"), path.join(this.root, "node_modules"), "dir");
  }

  /** A vendor by configuration alone, with another vendor's package files. */
  addVendor(vendor: string, contract: string, like: string): void {
    this.write(`specs/${vendor}/openapi.yaml`, contract);
    for (const part of ["package.json", "turbo.json"]) {
      this.write(
        `packages/${vendor}/${part}`,
        this.read(`packages/${like}/${part}`).replaceAll(like, vendor),
      );
    }
  }

  removeVendor(vendor: string): void {
    for (const folder of ["specs", "packages"])
      rmSync(path.join(this.root, folder, vendor), { recursive: true, force: true });
  }

  read(file: string): string {
    return readFileSync(path.join(this.root, file), "utf8");
  }

  exists(file: string): boolean {
    return existsSync(path.join(this.root, file));
  }

  /** The files of a folder, by path from it, in order. */
  list(folder: string): string[] {
    const start = path.join(this.root, folder);
    return readdirSync(start, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(start, path.join(entry.parentPath, entry.name)))
      .sort();
  }

  write(file: string, text: string): void {
    const target = path.join(this.root, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  edit(file: string, change: (text: string) => string): void {
    const before = this.read(file);
    const after = change(before);
    if (after === before) throw new Error(`nothing to change in ${file}`);
    this.write(file, after);
  }

  /** All files that `generate` writes, as one comparable value. */
  generated(): Record<string, string> {
    const files: Record<string, string> = {};
    const packages = path.join(this.root, "packages");
    for (const entry of readdirSync(packages, { recursive: true, withFileTypes: true })) {
      const name = path.relative(packages, path.join(entry.parentPath, entry.name));
      if (entry.isFile() && /^[^/]+\/(docs|src|test)\//.test(name))
        files[name] = this.read(`packages/${name}`);
    }
    return files;
  }

  generate(args: readonly string[] = [], env: NodeJS.ProcessEnv = process.env): Promise<Outcome> {
    return this.tsx(["scripts/generate/main.ts", ...args], this.root, env);
  }

  /** The task of one vendor alone, without turbo. */
  generateVendor(vendor: string): Promise<Outcome> {
    return this.tsx(
      ["../../scripts/generate/vendor.ts"],
      path.join(this.root, "packages", vendor),
      process.env,
    );
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private tsx(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
    return run(process.execPath, [path.join(home, "node_modules/tsx/dist/cli.mjs"), ...args], {
      cwd,
      env,
    });
  }

  private copy(name: string): void {
    const source = path.join(home, name);
    if (existsSync(source)) cpSync(source, path.join(this.root, name), { recursive: true });
  }
}
