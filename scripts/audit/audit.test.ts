import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { audit } from "./advisories.js";
import { dependenciesOf, isFree } from "./licences.js";
import { lockedFolders } from "./lock-files.js";

const repository = path.resolve(__dirname, "../..");

type Named = Partial<
  Record<"dependencies" | "devDependencies" | "optionalDependencies", Record<string, string>>
>;

let root = "";
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "billkit-audit-"));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function put(file: string, value: object): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), JSON.stringify(value));
}

describe("npm audit", () => {
  let server: Server;
  let answer: { status: number; body: object };
  beforeEach(async () => {
    server = createServer((request, response) => {
      request.resume();
      // npm asks what the versions are of what an advisory is about.
      const isPackage = request.method === "GET";
      const versions = Object.fromEntries(
        ["1.0.0", "2.0.0"].map((version) => [version, { name: "weak", version }]),
      );
      response.writeHead(isPackage ? 200 : answer.status, { "content-type": "application/json" });
      response.end(JSON.stringify(isPackage ? { name: "weak", versions } : answer.body));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const entry = { version: "1.0.0" };
    put("package.json", { name: "a", version: "1.0.0", dependencies: { weak: "1.0.0" } });
    put("package-lock.json", {
      name: "a",
      version: "1.0.0",
      lockfileVersion: 3,
      packages: {
        "": { name: "a", version: "1.0.0", dependencies: { weak: "1.0.0" } },
        "node_modules/weak": entry,
      },
    });
  });
  afterEach(async () => {
    server.close();
    await once(server, "close");
  });

  const asked = (least: "info" | "high") => {
    const address = server.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    const env = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/` };
    return audit(root, { production: true, least, env });
  };
  const advisory = {
    id: 1,
    title: "Reads what it should not",
    severity: "moderate",
    vulnerable_versions: "<2.0.0",
    url: "https://advisories.example/1",
  };

  it("tells what is known, from a severity on", async () => {
    answer = { status: 200, body: { weak: [advisory] } };
    expect(await asked("info")).toEqual({
      told: true,
      advisories: [
        {
          name: "weak",
          severity: "moderate",
          range: "1.0.0",
          titles: ["Reads what it should not"],
        },
      ],
    });
    expect(await asked("high")).toEqual({ told: true, advisories: [] });
  });

  it("tells that nothing is known", async () => {
    answer = { status: 200, body: {} };
    expect(await asked("info")).toEqual({ told: true, advisories: [] });
  });

  it.each([405, 404])(
    "does not take a registry that answers %d for nothing known",
    async (status) => {
      answer = { status, body: { error: "no" } };
      const told = await asked("info");
      expect(told).toEqual({ told: false, reason: expect.stringContaining(String(status)) });
      expect(JSON.stringify(told)).not.toContain("127.0.0.1");
    },
  );
});

describe("licences", () => {
  it.each([
    ["MIT", true],
    ["(MIT OR GPL-3.0)", true],
    ["MIT AND BSD-3-Clause", true],
    ["MIT AND GPL-3.0", false],
    ["GPL-3.0-only", false],
    ["(MIT AND (GPL-2.0 OR ISC))", false],
    ["SEE LICENSE IN LICENSE", false],
    ["UNLICENSED", false],
    ["", false],
  ])("%j may be passed on: %s", (licence, expected) => {
    expect(isFree(licence)).toBe(expected);
  });

  it("are told of what is needed by what is needed, wherever it is installed", () => {
    put("packages/one/package.json", { name: "one", dependencies: { a: "1" } });
    put("packages/private/package.json", { name: "p", private: true, dependencies: { none: "1" } });
    put("node_modules/a/package.json", {
      name: "a",
      version: "1.0.0",
      license: "MIT",
      dependencies: { b: "1" },
    });
    put("node_modules/b/package.json", { name: "b", version: "2.0.0", license: "MIT" });
    put("node_modules/a/node_modules/b/package.json", { name: "b", version: "1.0.0" });
    const told = dependenciesOf(root).map(({ name, version, licence, isAllowed, neededBy }) => [
      ...[name, version, licence, isAllowed, ...neededBy],
    ]);
    expect(told).toEqual([
      ["a", "1.0.0", "MIT", true, "one"],
      ["b", "1.0.0", "none that is told", false, "one"],
    ]);
  });

  it("are told of peers too, which npm installs, but not of those that are optional", () => {
    put("packages/one/package.json", { name: "one", dependencies: { a: "1" } });
    put("node_modules/a/package.json", {
      ...{ name: "a", version: "1.0.0", license: "MIT" },
      peerDependencies: { peer: "1", maybe: "1" },
      peerDependenciesMeta: { maybe: { optional: true } },
    });
    put("node_modules/peer/package.json", { name: "peer", version: "1.0.0", license: "GPL-3.0" });
    put("node_modules/maybe/package.json", { name: "maybe", version: "1.0.0", license: "GPL-3.0" });
    expect(dependenciesOf(root).map(({ name, isAllowed }) => [name, isAllowed])).toEqual([
      ["a", true],
      ["peer", false],
    ]);
  });

  it("are not told of what is not installed", () => {
    put("packages/one/package.json", { name: "one", dependencies: { a: "1" } });
    expect(() => dependenciesOf(root)).toThrow("a, which one needs, is not installed; run: npm ci");
  });

  it("of everything that users get let everybody use it", () => {
    const dependencies = dependenciesOf(repository);
    expect(dependencies.map(({ name }) => name)).toContain("openapi-fetch");
    expect(dependencies.filter(({ isAllowed }) => !isAllowed)).toEqual([]);
  });
});

describe("what is installed here", () => {
  it("runs no script of its own: each that has one is denied", () => {
    const { allowScripts } = JSON.parse(
      readFileSync(path.join(repository, "package.json"), "utf8"),
    ) as { allowScripts: Record<string, boolean> };
    expect(Object.values(allowScripts)).not.toContain(true);
    const { packages } = JSON.parse(
      readFileSync(path.join(repository, "package-lock.json"), "utf8"),
    ) as { packages: Record<string, { hasInstallScript?: boolean; optional?: boolean }> };
    const having = Object.entries(packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([folder]) => folder.replace(/^.*node_modules\//, ""));
    expect(having.filter((name) => allowScripts[name] !== false)).toEqual([]);
  });

  it.each(lockedFolders(repository))(
    "%s runs no script of its own, whichever npm installs it",
    (folder) => {
      const settings = readFileSync(path.join(repository, folder, ".npmrc"), "utf8").split("\n");
      expect(settings).toEqual(
        expect.arrayContaining([
          "ignore-scripts=true",
          "omit-lockfile-registry-resolved=true",
          "save-exact=true",
        ]),
      );
    },
  );

  it.each(lockedFolders(repository))("%s has a lock file that names no registry", (folder) => {
    const lock = readFileSync(path.join(repository, folder, "package-lock.json"), "utf8");
    expect(lock).not.toMatch(/"resolved": "[a-z+]+:/);
  });

  it("is asked for by its exact version, wherever one is named", () => {
    const tracked = execFileSync("git", ["ls-files", "--", "package.json", "*/package.json"], {
      cwd: repository,
      encoding: "utf8",
    });
    const manifests = tracked.split("\n").filter(Boolean);
    const ranges = manifests.flatMap((file) => {
      const manifest = JSON.parse(readFileSync(path.join(repository, file), "utf8")) as Named;
      return [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies]
        .flatMap((named) => Object.entries(named ?? {}))
        .filter(([, version]) => !/^(npm:.+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        .map(([name, version]) => `${file}: ${name} ${version}`);
    });
    expect(manifests).toContain("packages/core/package.json");
    expect(ranges).toEqual([]);
  });

  it("comes with a hash that npm checks", () => {
    for (const folder of lockedFolders(repository)) {
      const file = path.join(repository, folder, "package-lock.json");
      const { packages } = JSON.parse(readFileSync(file, "utf8")) as {
        packages: Record<string, { link?: boolean; integrity?: string; inBundle?: boolean }>;
      };
      const bare = Object.entries(packages).filter(
        ([name, { link, integrity, inBundle }]) =>
          name.includes("node_modules/") && !link && !inBundle && !integrity?.startsWith("sha512-"),
      );
      expect([folder, bare.map(([name]) => name)]).toEqual([folder, []]);
    }
  });

  it("is kept up to date, wherever it has a lock file", () => {
    const { updates } = parse(
      readFileSync(path.join(repository, ".github/dependabot.yml"), "utf8"),
    ) as {
      updates: { "package-ecosystem": string; directory?: string; directories?: string[] }[];
    };
    const followed = updates
      .filter((update) => update["package-ecosystem"] === "npm")
      .flatMap(({ directory, directories = [] }) => [
        ...(directory ? [directory] : []),
        ...directories,
      ])
      .sort();
    const folders = lockedFolders(repository).map((folder) =>
      folder === "." ? "/" : `/${folder}`,
    );
    expect(followed).toEqual(folders);
    expect(updates.map((update) => update["package-ecosystem"])).toContain("github-actions");
  });
});
