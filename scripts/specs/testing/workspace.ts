import { afterAll, afterEach, beforeAll, beforeEach } from "@jest/globals";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  cpSync,
  mkdtempSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../cli.js";
import { repository, sourcesOf } from "./repository.js";

/** Two are enough for what isn't about every vendor. */
export const someVendors: readonly string[] = ["deepgram", "genesys-cloud"];

type Replacement = readonly [part: string | RegExp, text: string];

/** The two amounts in Deepgram's description, as strings. */
export const amounts: readonly Replacement[] = [
  [/(\n +dollars:\n +type: )number\n +format: \w+/, "$1string"],
  [/(\n +order_id:\n(?:.*\n){0,40}? +amount:\n +type: )number\n +format: \w+/, "$1string"],
];

/** A disposable copy of the files that the commands read. */
export class Workspace {
  root = "";
  vendors = someVendors;
  readonly out: string[] = [];
  readonly err: string[] = [];

  /** One that each test of a file, or all of them together, find as new. */
  static for(scope: "each test" | "all tests"): Workspace {
    const workspace = new Workspace();
    const isOfEach = scope === "each test";
    (isOfEach ? beforeEach : beforeAll)(() => {
      workspace.create();
    });
    (isOfEach ? afterEach : afterAll)(() => {
      workspace.remove();
    });
    return workspace;
  }

  /** Every package is at 0.1.0, its contract is released, and no changeset is pending. */
  create(vendors = someVendors): void {
    this.root = mkdtempSync(join(tmpdir(), "billkit-specs-"));
    this.vendors = vendors;
    for (const name of [
      ...["charges", "traits", "vendor"].map((schema) => `specs/${schema}.schema.json`),
      ...vendors.map((vendor) => `specs/${vendor}`),
      ".changeset/config.json",
      "package.json",
      "prettier.config.mjs",
      "redocly.yaml",
      "LICENSE",
      "scripts/specs/add/templates/readme.mustache",
    ]) {
      cpSync(join(repository, name), join(this.root, name), { recursive: true });
    }
    for (const vendor of vendors) {
      const folder = join(this.root, "specs", vendor);
      const released = join(folder, "released.yaml");
      if (existsSync(released)) cpSync(join(folder, "openapi.yaml"), released);
    }
    for (const [path, text] of unreleased) {
      mkdirSync(join(this.root, path, ".."), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
    symlinkSync(join(repository, "node_modules"), join(this.root, "node_modules"), "dir");
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  /** Removes the other vendors, which `check` would build and lint too. */
  keepOnly(...vendors: string[]): void {
    for (const name of this.vendors)
      if (!vendors.includes(name)) rmSync(join(this.root, "specs", name), { recursive: true });
  }

  /** Replaces `part`, which must exist. */
  edit(path: string, part: string, replacement: string): void {
    const text = this.read(path);
    if (!text.includes(part)) throw new Error(`${path} doesn't contain ${part}`);
    writeFileSync(join(this.root, path), text.replace(part, replacement));
  }

  /**
   * A copy of a description with other texts, whose parts must exist.
   * @returns its path
   */
  changed(name: string, given: string, ...changes: readonly Replacement[]): string {
    const path = join(this.root, name);
    const text = changes.reduce(
      (before, [part, replacement]) => {
        const after = before.replace(part, replacement);
        if (after === before) throw new Error(`nothing to replace: ${part}`);
        return after;
      },
      readFileSync(given, "utf8"),
    );
    writeFileSync(path, text);
    return path;
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
      { log: (line: string) => this.out.push(line), error: (line: string) => this.err.push(line) },
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

/** The packages' manifests and the lock file, with each package at 0.1.0 whatever is released. */
const unreleased = versioned();

function versioned(): ReadonlyMap<string, string> {
  const names = readdirSync(join(repository, "packages")).map((name) => `packages/${name}`);
  const texts = new Map(
    [...names, "scripts", "examples"]
      .map((folder) => `${folder}/package.json`)
      .concat("package-lock.json")
      .map((path) => [path, readFileSync(join(repository, path), "utf8")]),
  );
  const packages = names.map(
    (folder) =>
      JSON.parse(texts.get(`${folder}/package.json`) ?? "") as { name: string; version: string },
  );
  for (const [path, text] of texts) {
    const fixed = packages.reduce((from, { name, version }) => {
      const own = new RegExp(`("name": "${name}",\\n +"version": )"${version}"`, "g");
      return from
        .replaceAll(`"${name}": "${version}"`, `"${name}": "0.1.0"`)
        .replace(own, '$1"0.1.0"');
    }, text);
    texts.set(path, fixed);
  }
  return texts;
}
