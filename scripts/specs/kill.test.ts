import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { passLint } from "./testing/pass-lint.js";
import { repository } from "./testing/repository.js";
import { syncArguments, Workspace } from "./testing/workspace.js";

const FILES = ["extract.yaml", "openapi.yaml", "provenance.json"];
const loader = pathToFileURL(join(repository, "node_modules/tsx/dist/loader.mjs")).href;

let workspace: Workspace;
let fresh: string[];
beforeAll(() => {
  workspace = new Workspace();
  passLint(workspace.root);
});
afterAll(() => {
  workspace.remove();
});

/** What a killed sync has left, before any other command. */
function kill(how: string, at: number): NodeJS.Signals | null {
  for (const file of FILES) writeFileSync(pathOf(file), `old ${file}`);
  const { signal } = spawnSync(
    process.execPath,
    [
      ...["--require", join(__dirname, "testing/kill-at.cjs")],
      ...["--import", loader],
      join(repository, "scripts/specs/main.ts"),
      ...syncArguments("genesys-cloud"),
    ],
    {
      cwd: workspace.root,
      env: { ...process.env, BILLKIT_KILL: `${how} ${at} ${workspace.root}` },
    },
  );
  return signal;
}

function pathOf(file: string): string {
  return join(workspace.root, "specs/genesys-cloud", file);
}

function isOld(): boolean[] {
  return FILES.map((file) => workspace.read(`specs/genesys-cloud/${file}`) === `old ${file}`);
}

describe("sync, killed", () => {
  const outcomes = new Set<string>();

  it("writes everything when it is let live", () => {
    expect(kill("before", 1_000)).toBeNull();
    expect(isOld()).toEqual([false, false, false]);
    fresh = FILES.map((file) => workspace.read(`specs/genesys-cloud/${file}`));
  });

  it.each<[string, number]>([
    ...Array.from({ length: 18 }, (_, n): [string, number] => ["before", n + 1]),
    ...[2, 3, 5, 7, 8].map((n): [string, number] => ["torn", n]),
  ])("%s change %i: the vendor's files are all old, or all new", async (how, at) => {
    expect(kill(how, at)).toBe("SIGKILL");
    const left = isOld();
    // Whichever command comes next: its own answer does not matter here.
    await workspace.run(["check"]);
    const recovered = isOld();
    expect(new Set(recovered).size).toBe(1);
    if (recovered[0] !== true)
      expect(FILES.map((file) => workspace.read(`specs/genesys-cloud/${file}`))).toEqual(fresh);
    expect(readdirSync(workspace.root).filter((name) => name.startsWith(".specs"))).toEqual([]);
    outcomes.add(`${left.join()} → ${recovered.join()}`);
  });

  it("was killed before, amid and after the change", () => {
    expect([...outcomes].sort()).toEqual([
      "false,false,false → false,false,false",
      "false,false,true → false,false,false",
      "false,true,true → false,false,false",
      "true,true,true → false,false,false",
      "true,true,true → true,true,true",
    ]);
  });
});
