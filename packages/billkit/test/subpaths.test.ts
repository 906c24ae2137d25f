import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";

const sources = path.join(__dirname, "../src");

/** The package's own modules and the packages that a module imports, types left out. */
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

describe("subpath entries", () => {
  it.each([
    ["deepgram.ts", "@billkit/deepgram", "@billkit/genesys-cloud"],
    ["genesys-cloud.ts", "@billkit/genesys-cloud", "@billkit/deepgram"],
  ])("%s brings %s and not %s", (entry, own, other) => {
    const all = [...imported(entry)];
    expect(all).toContain(own);
    expect(all).not.toContain(other);
  });

  it("are what package.json exports", () => {
    const require = createRequire(__filename);
    for (const [entry, name] of [
      ["billkit/deepgram", "connectDeepgram"],
      ["billkit/genesys-cloud", "connectGenesysCloud"],
      ["billkit", "connectDeepgram"],
      ["billkit", "connectGenesysCloud"],
      ["billkit", "ConfigurationError"],
    ] as const) {
      expect(require(entry)).toHaveProperty(name);
    }
  });
});
