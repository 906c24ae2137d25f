import { cpSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../common/run.js";
import { edit } from "./copy.js";

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

  async install(): Promise<void> {
    await this.npm("install", "--prefer-online", "billkit@latest", "@billkit/sandbox@latest");
  }

  /** Installs what the ranges in package.json allow. */
  async update(): Promise<void> {
    await this.npm("update", "--prefer-online");
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

  /** Changes the program. @throws {Error} if it doesn't contain `part` */
  rewrite(part: string, replacement: string): void {
    edit(this.folder, "bill.ts", part, replacement);
  }

  /** @returns the compiler's message; empty if the program compiles */
  async compile(): Promise<string> {
    const modules = path.join(this.root, "node_modules");
    const args = [
      ...[path.join(modules, "typescript/bin/tsc"), "--strict", "--skipLibCheck", "false"],
      ...["--target", "ES2022", "--module", "NodeNext"],
      ...["--typeRoots", path.join(modules, "@types"), "--types", "node", "bill.ts"],
    ];
    return run(process.execPath, args, { cwd: this.folder }).then(
      () => "",
      (error: unknown) => String(error),
    );
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
