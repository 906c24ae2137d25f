import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runOrThrow as run } from "../../scripts/common/run.js";

interface Tree {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, Tree>>;
}

/** A user's project: installs from the registry, compiles strictly and runs. */
export class Consumer {
  constructor(
    private readonly folder: string,
    /** Where TypeScript and Node's types are installed. */
    private readonly root: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    writeFileSync(path.join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
    cpSync(path.join(import.meta.dirname, "fixtures/bill.ts"), path.join(folder, "bill.ts"));
  }

  /** With arguments, the packages to install; without, what the ranges in package.json allow. */
  async install(...packages: string[]): Promise<void> {
    await this.npm(packages.length > 0 ? "install" : "update", "--prefer-online", ...packages);
  }

  /** @returns our packages' versions. @throws {Error} if one is installed in two versions */
  async installed(): Promise<Record<string, string>> {
    const versions: Record<string, string> = {};
    const walk = ({ dependencies = {} }: Tree): void => {
      for (const [name, tree] of Object.entries(dependencies)) {
        const { version } = tree;
        if (/^@?billkit\b/.test(name) && version !== undefined) {
          const other = versions[name] ?? version;
          if (other !== version) throw new Error(`${name} is installed as ${other} and ${version}`);
          versions[name] = version;
        }
        walk(tree);
      }
    };
    walk(JSON.parse(await this.npm("ls", "--all", "--json")) as Tree);
    return versions;
  }

  /** Changes the program. */
  rewrite(part: string, replacement: string): void {
    edit(path.join(this.folder, "bill.ts"), part, replacement);
  }

  /** @returns the compiler's message; empty if the program compiles */
  async compile(): Promise<string> {
    const modules = path.join(this.root, "node_modules");
    const args = [
      ...[path.join(modules, "typescript/bin/tsc"), "--strict", "--skipLibCheck", "false"],
      ...["--target", "ES2022", "--module", "NodeNext"],
      ...["--typeRoots", path.join(modules, "@types"), "--types", "node", "bill.ts"],
    ];
    return run(process.execPath, args, { cwd: this.folder }).then(() => "", String);
  }

  /** @returns what the compiled program prints */
  async call(): Promise<string> {
    return (await run(process.execPath, ["bill.js"], { cwd: this.folder })).trim();
  }

  private npm(...args: string[]): Promise<string> {
    const flags = ["--loglevel=error", "--no-fund", "--no-audit"];
    return run("npm", [...args, ...flags], { cwd: this.folder, env: this.env });
  }
}

/** @throws {Error} if the file doesn't contain `part` */
export function edit(file: string, part: string, replacement: string): void {
  const text = readFileSync(file, "utf8");
  if (!text.includes(part)) throw new Error(`${file} doesn't contain ${part}`);
  writeFileSync(file, text.replace(part, replacement));
}
