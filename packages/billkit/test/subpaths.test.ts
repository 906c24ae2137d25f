import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";

const sources = path.join(__dirname, "../src");

/** The package's own modules and the packages that a module imports, without types. */
function imported(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(path.join(sources, file), "utf8");
  for (const [, clause = "", from = ""] of text.matchAll(
    /^(?:import|export)\s+((?:[^;"']*?\sfrom\s+)?)["']([^"']+)["']/gms,
  )) {
    if (clause.startsWith("type ")) continue;
    if (from.startsWith("./")) imported(from.slice(2).replace(/\.js$/, ".ts"), seen);
    else seen.add(from);
  }
  return seen;
}

const root = path.join(__dirname, "../../..");
/** Each vendor's entry of the facade, and what it exports. */
const vendors: Readonly<Record<string, string>> = {
  datadog: "connectDatadog",
  deepgram: "connectDeepgram",
  digitalocean: "connectDigitalOcean",
  "genesys-cloud": "connectGenesysCloud",
  github: "connectGitHub",
  openai: "connectOpenAI",
  twilio: "connectTwilio",
};
const names = Object.keys(vendors);
const packages: Readonly<Record<string, string>> = {
  billkit: "billkit",
  "@billkit/core": "core",
  ...Object.fromEntries(names.map((name) => [`@billkit/${name}`, name])),
};

/** Every source file that an entry of a built package loads, from any of our packages. */
function loaded(specifier: string, kind: "import" | "require"): Set<string> {
  const [, name = "", subpath = ""] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(specifier) ?? [];
  const folder = path.join(root, "packages", packages[name] ?? "");
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    exports: Record<string, Record<string, { default: string }>>;
  };
  const sources = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const map = JSON.parse(readFileSync(`${file}.map`, "utf8")) as { sources: string[] };
    for (const source of map.sources) sources.add(path.join(path.dirname(file), source));
    for (const [, from = ""] of readFileSync(file, "utf8").matchAll(
      /(?:\bfrom\s*|\bimport\s*|\b(?:require|import)\(\s*)["']([^"']+)["']/g,
    )) {
      if (from.startsWith(".")) visit(path.join(path.dirname(file), from));
      else if (/^(@billkit\/|billkit)/.test(from)) {
        for (const each of loaded(from, kind)) sources.add(each);
      }
    }
  };
  visit(path.join(folder, manifest.exports[`.${subpath}`]?.[kind]?.default ?? "absent"));
  return sources;
}

describe.each(["import", "require"] as const)("loading %s", (kind) => {
  const ofPacing = /\/pacing\/[\w-]+\.ts$/;
  const entries = [...Object.keys(packages), ...names.map((name) => `billkit/${name}`)];
  it.each(entries)("from %s loads nothing of pacing", (entry) => {
    const sources = [...loaded(entry, kind)];
    expect(sources.some((file) => file.endsWith("/pipeline/retry.ts"))).toBe(true);
    expect(sources.filter((file) => ofPacing.test(file))).toEqual([]);
  });

  it.each(Object.keys(packages))("from %s/pacing loads all of it", (entry) => {
    const names = [...loaded(`${entry}/pacing`, kind)].map((file) => path.basename(file));
    for (const name of [
      "request-queue.ts",
      "rate.ts",
      "header-rate-limit.ts",
      "sliding-window.ts",
    ]) {
      expect(names).toContain(name);
    }
  });
});

describe("subpath entries", () => {
  it.each(names)("%s loads its own package and no other vendor's", (name) => {
    const all = [...imported(`${name}.ts`)].map((each) => each.replace(/\/connect$/, ""));
    const others = names.filter((each) => each !== name).map((each) => `@billkit/${each}`);
    expect(all).toContain(`@billkit/${name}`);
    expect(all.filter((each) => others.includes(each))).toEqual([]);
  });

  it("are there for every vendor with a contract", () => {
    const folders = readdirSync(path.join(root, "specs"), { withFileTypes: true });
    const contracts = folders.filter((each) => each.isDirectory()).map((each) => each.name);
    expect([...names].sort()).toEqual(contracts.sort());
  });

  it("match package.json's exports", () => {
    const require = createRequire(__filename);
    for (const [entry, name] of [
      ...Object.entries(vendors).flatMap(([name, connect]) => [
        [`billkit/${name}`, connect] as const,
        ["billkit", connect] as const,
      ]),
      ["billkit", "ConfigurationError"],
      ["billkit/pacing", "pacedLayers"],
      ["billkit/pacing", "pacingLayer"],
      ["@billkit/deepgram/pacing", "pacedLayers"],
      ["@billkit/genesys-cloud/pacing", "pacedLayers"],
    ] as const) {
      expect(require(entry)).toHaveProperty(name);
    }
  });
});
