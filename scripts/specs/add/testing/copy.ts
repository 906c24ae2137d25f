import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../../common/run.js";
import { repository } from "../../testing/repository.js";

export interface Outcome {
  readonly code: number | undefined;
  readonly output: string;
}

/** The output of a program that ends with 0. @throws {Error} with its output otherwise */
export async function succeeded(outcome: Promise<Outcome>): Promise<string> {
  const { code, output } = await outcome;
  if (code !== 0) throw new Error(output);
  return output;
}

/** A temporary copy of the whole repository, with installed packages linked, and its own packages. */
export class Copy {
  readonly root = mkdtempSync(path.join(tmpdir(), "billkit-copy-"));

  constructor() {
    const listed = execFileSync(
      "git",
      ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"],
      { cwd: repository, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
    );
    for (const file of listed.split("\0").filter(Boolean)) {
      const source = path.join(repository, file);
      if (existsSync(source)) cpSync(source, path.join(this.root, file), { recursive: true });
    }
    this.#linkInstalled();
  }

  /** As `npm install` links a new workspace. */
  install(name: string): void {
    this.#link(path.join(this.root, "packages", name), `node_modules/@billkit/${name}`);
  }

  /** Runs a script of the repository by its path from the root. */
  tsx(
    script: string,
    args: readonly string[],
    folder = ".",
    env: NodeJS.ProcessEnv = process.env,
  ): Promise<Outcome> {
    const tsx = path.join(repository, "node_modules/tsx/dist/cli.mjs");
    return this.#node([tsx, path.join(this.root, script), ...args], folder, env);
  }

  /** Runs a program of an installed package. */
  node(program: string, args: readonly string[], folder = "."): Promise<Outcome> {
    return this.#node([path.join(this.root, "node_modules", program), ...args], folder);
  }

  turbo(args: readonly string[]): Promise<Outcome> {
    const flags = ["--output-logs=errors-only", "--continue"];
    return this.node("turbo/bin/turbo", ["run", ...args, ...flags]);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #node(args: readonly string[], folder: string, env = process.env): Promise<Outcome> {
    return run(process.execPath, args, {
      cwd: path.join(this.root, folder),
      env: { ...env, TURBO_TELEMETRY_DISABLED: "1" },
    });
  }

  #linkInstalled(): void {
    const installed = path.join(repository, "node_modules");
    for (const entry of readdirSync(installed)) {
      if (entry !== "@billkit" && entry !== "billkit")
        this.#link(path.join(installed, entry), `node_modules/${entry}`);
    }
    this.#link(path.join(this.root, "packages/billkit"), "node_modules/billkit");
    this.#link(path.join(repository, "scripts/node_modules"), "scripts/node_modules");
    for (const name of readdirSync(path.join(this.root, "packages"))) {
      this.install(name);
      const own = path.join(repository, "packages", name, "node_modules");
      if (existsSync(own)) this.#link(own, `packages/${name}/node_modules`);
    }
  }

  #link(target: string, name: string): void {
    const place = path.join(this.root, name);
    mkdirSync(path.dirname(place), { recursive: true });
    symlinkSync(target, place, "dir");
  }
}
