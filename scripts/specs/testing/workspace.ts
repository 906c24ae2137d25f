import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  cpSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../cli.js";
import { repository, sourcesOf } from "./repository.js";

/** A disposable copy of the files that the commands read. */
export class Workspace {
  readonly root = mkdtempSync(join(tmpdir(), "billkit-specs-"));
  readonly out: string[] = [];
  readonly err: string[] = [];

  constructor() {
    for (const name of [
      "specs",
      "package.json",
      "package-lock.json",
      "prettier.config.mjs",
      "redocly.yaml",
      "scripts/package.json",
      "examples/package.json",
      "LICENSE",
    ]) {
      cpSync(join(repository, name), join(this.root, name), { recursive: true });
    }
    for (const name of readdirSync(join(repository, "packages")))
      cpSync(
        join(repository, "packages", name, "package.json"),
        join(this.root, "packages", name, "package.json"),
      );
    this.unrelease();
    mkdirSync(join(this.root, ".changeset"));
    cpSync(join(repository, ".changeset/config.json"), join(this.root, ".changeset/config.json"));
    symlinkSync(join(repository, "node_modules"), join(this.root, "node_modules"), "dir");
  }

  /**
   * Puts every package at 0.1.0 with its contract released and no changeset pending, regardless of the
   * repository's state, so that tests have a fixed start.
   */
  private unrelease(): void {
    for (const name of readdirSync(join(this.root, "specs"))) {
      const released = join(this.root, "specs", name, "released.yaml");
      if (existsSync(released)) cpSync(join(this.root, "specs", name, "openapi.yaml"), released);
    }
    const packages = readdirSync(join(this.root, "packages")).map((name) => `packages/${name}`);
    const versions = packages.map((folder) => {
      const { name, version } = JSON.parse(this.read(`${folder}/package.json`)) as {
        name: string;
        version: string;
      };
      return { name, version };
    });
    const files = [...packages.map((folder) => `${folder}/package.json`)];
    for (const folder of ["scripts", "examples"]) files.push(`${folder}/package.json`);
    for (const file of [...files, "package-lock.json"]) {
      let text = this.read(file);
      for (const { name, version } of versions) {
        text = text
          .replaceAll(`"${name}": "${version}"`, `"${name}": "0.1.0"`)
          .replaceAll(
            `"name": "${name}",\n      "version": "${version}"`,
            `"name": "${name}",\n      "version": "0.1.0"`,
          )
          .replace(
            `"name": "${name}",\n  "version": "${version}"`,
            `"name": "${name}",\n  "version": "0.1.0"`,
          );
      }
      writeFileSync(join(this.root, file), text);
    }
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  /** Removes the other vendors, which `check` would build and lint too. */
  keepOnly(...vendors: string[]): void {
    for (const name of readdirSync(join(this.root, "specs")))
      if (!vendors.includes(name)) rmSync(join(this.root, "specs", name), { recursive: true });
  }

  /** Replaces `part`, which must exist. */
  edit(path: string, part: string, replacement: string): void {
    const text = this.read(path);
    if (!text.includes(part)) throw new Error(`${path} doesn't contain ${part}`);
    writeFileSync(join(this.root, path), text.replace(part, replacement));
  }

  /** Path, text and time of every file that the commands can write. */
  snapshot(): unknown[] {
    const folders = ["specs", ".changeset", "packages", "scripts"];
    return folders
      .map((folder) => join(this.root, folder))
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) =>
          join(folder, name),
        ),
      )
      .concat(join(this.root, "package.json"), join(this.root, "package-lock.json"))
      .sort()
      .filter((path) => statSync(path).isFile())
      .map((path) => [path, readFileSync(path, "utf8"), statSync(path).mtimeMs]);
  }

  /** Runs `npm run specs -- ...args` there, on a fixed day and by default without a network. */
  async run(
    args: readonly string[],
    day = "2026-08-01",
    network: typeof fetch = offline,
  ): Promise<number> {
    this.out.length = 0;
    this.err.length = 0;
    return run(
      args,
      { out: (line) => this.out.push(line), err: (line) => this.err.push(line) },
      { root: this.root, now: () => new Date(`${day}T12:00:00Z`), fetch: network },
    );
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

const offline: typeof fetch = () =>
  Promise.reject(new TypeError("fetch failed", { cause: new Error("no network") }));

/** `sync vendor --from …`, by default from the whole descriptions in fixtures/. */
export function syncArguments(vendor: string, ...from: string[]): string[] {
  const sources = from.length > 0 ? from : (sourcesOf[vendor] ?? []);
  return ["sync", vendor, ...sources.flatMap((path) => ["--from", path])];
}
