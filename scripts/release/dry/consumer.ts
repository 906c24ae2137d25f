import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../generate/tools/run.js";

const packages = ["billkit", "@billkit/sandbox"];

/** What npm has heard of a package a minute ago is not what is there now. */
const afresh = "--prefer-online";

interface Tree {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, Tree>>;
}

/** A user's project: installs from the registry, compiles strictly, and runs. */
export class Consumer {
  readonly folder = mkdtempSync(path.join(tmpdir(), "billkit-consumer-"));
  /** @param tools where TypeScript and the types of Node are installed */
  constructor(
    private program: string,
    private readonly tools: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.write("package.json", `${JSON.stringify({ private: true, type: "module" })}\n`);
  }

  /** `npm install billkit@RANGE @billkit/sandbox@RANGE`. @throws {Error} with what npm said */
  async install(range: string): Promise<void> {
    await this.command("npm", ["install", afresh, ...packages.map((name) => `${name}@${range}`)]);
  }

  /** `npm update`: what the ranges in the project's package.json let in. */
  async update(): Promise<void> {
    await this.command("npm", ["update", afresh]);
  }

  /**
   * The version of each of our packages that is installed.
   * @throws {Error} one is there twice: the packages do not fit each other
   */
  async installed(): Promise<Map<string, string>> {
    const listed = await this.command("npm", ["ls", "--all", "--json"]);
    const found = new Map<string, Set<string>>();
    const walk = ({ dependencies = {} }: Tree): void => {
      for (const [name, tree] of Object.entries(dependencies)) {
        if (/^@?billkit\b/.test(name) && tree.version !== undefined)
          found.set(name, (found.get(name) ?? new Set()).add(tree.version));
        walk(tree);
      }
    };
    walk(JSON.parse(listed) as Tree);
    return new Map(
      [...found].sort().map(([name, versions]) => {
        const [version = "", ...others] = versions;
        if (others.length > 0)
          throw new Error(`${name} is installed as ${[...versions].join(" and as ")}`);
        return [name, version];
      }),
    );
  }

  /** Changes the program as the user would. @throws {Error} `part` is not there */
  rewrite(part: string, replacement: string): void {
    if (!this.program.includes(part)) throw new Error(`the program does not hold ${part}`);
    this.program = this.program.replace(part, replacement);
  }

  /** @returns what the compiler says; nothing when it is content */
  async compile(): Promise<string> {
    this.write("bill.ts", this.program);
    const { output } = await run(
      process.execPath,
      [
        path.join(this.tools, "node_modules/typescript/bin/tsc"),
        ...["--strict", "--skipLibCheck", "false", "--target", "ES2022", "--module", "NodeNext"],
        ...["--typeRoots", path.join(this.tools, "node_modules/@types"), "--types", "node"],
        "bill.ts",
      ],
      { cwd: this.folder },
    );
    return output.trim();
  }

  /** Runs the compiled program. @returns what it prints */
  async call(): Promise<string> {
    return (await this.command(process.execPath, ["bill.js"])).trim();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private write(name: string, text: string): void {
    writeFileSync(path.join(this.folder, name), text);
  }

  private async command(program: string, args: readonly string[]): Promise<string> {
    const { code, output } = await run(program, args, { cwd: this.folder, env: this.env });
    const what = [path.basename(program), ...args].join(" ");
    if (code !== 0) throw new Error(`${what} in a user's project:\n${output.trim()}`);
    return output;
  }
}

/** The program that a user wrote with the first release. */
export const firstProgram = readFileSync(
  path.join(import.meta.dirname, "fixtures/bill.ts"),
  "utf8",
);
