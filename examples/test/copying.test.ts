import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";

const root = path.resolve(__dirname, "..");
const source = path.join(root, "src");
const folders = readdirSync(source).filter((folder) => folder !== "common");
const { dependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
};

/** The modules that a folder's files import. */
function importsOf(folder: string): string[] {
  return readdirSync(path.join(source, folder)).flatMap((file) => {
    const text = readFileSync(path.join(source, folder, file), "utf8");
    return [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom "([^"]+)";/gm)].map(
      ([, from = ""]) => from,
    );
  });
}

/** `@billkit/core/pacing` belongs to `@billkit/core`. */
const packageOf = (from: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from;

describe("an example can be copied with only src/common", () => {
  it.each([...folders, "common"])("%s", (folder) => {
    const imports = importsOf(folder);
    expect(imports).not.toEqual([]);
    const foreign = imports.filter(
      (from) =>
        !from.startsWith("./") &&
        !from.startsWith("../common/") &&
        !from.startsWith("node:") &&
        dependencies[packageOf(from)] === undefined,
    );
    expect(foreign).toEqual([]);
  });
});

describe("the README of the examples", () => {
  const readme = readFileSync(path.join(root, "README.md"), "utf8");

  it.each(folders)("has a section on %s", (folder) => {
    expect(readme).toContain(`\n[src/${folder}](src/${folder})`);
  });

  const commands = [...readme.matchAll(/node examples\/(dist\/[\w-]+\/main\.js)/g)];
  it.each(commands.map(([, file = ""]) => file))(
    "links to %s, which explains how to use it",
    async (file) => {
      const { stdout } = await promisify(execFile)(process.execPath, [
        path.join(root, file),
        "--help",
      ]);
      expect(stdout).toMatch(/^Usage: [\w-]+ ?[^]*\nExit code: 0 /);
      for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    },
  );

  it("lists each command", () => {
    const built = folders.filter((folder) =>
      readdirSync(path.join(source, folder)).includes("main.ts"),
    );
    expect(commands.map(([, file = ""]) => file.split("/")[1]).sort()).toEqual(built.sort());
  });
});
