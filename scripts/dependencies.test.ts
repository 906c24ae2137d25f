import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";

const root = path.resolve(__dirname, "..");
const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).split("\n");
const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
const named = (name: string): string[] =>
  tracked.filter((file) => path.basename(file) === name && !file.includes("fixtures/"));

type Versions = Readonly<Record<string, string>>;
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly optionalDependencies?: Versions;
}

it.each(named("package.json"))("%s pins every dependency to one version", (file) => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    read(file),
  ) as Manifest;
  const versions = Object.values({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(versions.filter((each) => !/^(npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(each))).toEqual([]);
});

const workspaces = named("package.json").map((file) => JSON.parse(read(file)) as Manifest);
const own = new Map(workspaces.map(({ name, version }) => [name, version]));

it.each(workspaces.map((workspace) => [workspace.name, workspace] as const))(
  "%s requires the other packages by their own version",
  (_, { dependencies, devDependencies }) => {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      if (own.has(name)) expect([name, version]).toEqual([name, own.get(name)]);
  },
);

describe.each(named("package-lock.json"))("%s", (file) => {
  const { packages } = JSON.parse(read(file)) as {
    packages: Record<
      string,
      { link?: boolean; inBundle?: boolean; integrity?: string; hasInstallScript?: boolean }
    >;
  };
  const installed = Object.entries(packages).filter(([name]) => name.includes("node_modules/"));

  it("has a hash for each download, and no registry", () => {
    const bare = installed.filter(
      ([, { link, inBundle, integrity }]) =>
        !link && !inBundle && !integrity?.startsWith("sha512-"),
    );
    expect(bare.map(([name]) => name)).toEqual([]);
    expect(read(file)).not.toMatch(/"resolved": "[a-z+]+:/);
  });

  it("runs no install script", () => {
    const settings = read(path.join(path.dirname(file), ".npmrc")).split("\n");
    expect(settings).toContain("ignore-scripts=true");
  });
});

it("denies each install script by name as well", () => {
  const { allowScripts } = JSON.parse(read("package.json")) as {
    allowScripts: Record<string, boolean>;
  };
  const { packages } = JSON.parse(read("package-lock.json")) as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  const names = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([name]) => name.replace(/^.*node_modules\//, ""));
  expect(names.filter((name) => allowScripts[name] !== false)).toEqual([]);
});
