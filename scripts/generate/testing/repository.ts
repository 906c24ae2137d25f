import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Copy, type Outcome } from "../../specs/add/testing/copy.js";
import { readFolder } from "../../common/folder.js";
import { vendors } from "../../specs/testing/repository.js";

/** A temporary copy of this repository, in which `generate` runs. */
export class Repository extends Copy {
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

  /** All files of vendors' packages that `generate` writes, as one comparable value. */
  generated(): Record<string, string> {
    const folders = vendors.flatMap((name) =>
      ["docs", "src/generated", "test/generated"].map((to) => `${name}/${to}`),
    );
    const files = folders.flatMap((folder) =>
      [...readFolder(path.join(this.root, "packages", folder))].map(
        ([name, text]) => [`${folder}/${name}`, text] as const,
      ),
    );
    return Object.fromEntries(files);
  }

  generate(args: readonly string[] = [], env: NodeJS.ProcessEnv = process.env): Promise<Outcome> {
    return this.tsx("scripts/generate/main.ts", args, ".", env);
  }

  /** The task of one vendor alone, without turbo. */
  generateVendor(vendor: string): Promise<Outcome> {
    return this.tsx("scripts/generate/vendor.ts", [], `packages/${vendor}`);
  }
}
