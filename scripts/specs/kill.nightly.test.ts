import { expect, it } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { repository } from "./testing/repository.js";
import { syncArguments, Workspace } from "./testing/workspace.js";

const FILES = ["extract.yaml", "openapi.yaml", "provenance.json"];
const loader = pathToFileURL(join(repository, "node_modules/tsx/dist/loader.mjs")).href;

const workspace = Workspace.for("all tests");

it("sync, killed between two files, leaves each file whole, and completes when it runs again", async () => {
  const before = FILES.map((file) => `old ${file}`);
  for (const file of FILES) writeFileSync(pathOf(file), `old ${file}`);
  const { signal } = spawnSync(
    process.execPath,
    [
      ...["--require", join(__dirname, "testing/kill-at.cjs")],
      ...["--import", loader],
      join(repository, "scripts/specs/main.ts"),
      ...syncArguments("genesys-cloud"),
    ],
    { cwd: workspace.root, env: { ...process.env, BILLKIT_KILL: "2" } },
  );
  expect(signal).toBe("SIGKILL");
  const killed = texts();
  expect(await workspace.run(syncArguments("genesys-cloud"))).toBe(0);
  const after = texts();
  expect(killed).toEqual([after[0], before[1], before[2]]);
  expect(after.filter((text) => text.startsWith("old"))).toEqual([]);
});

function pathOf(file: string): string {
  return join(workspace.root, "specs/genesys-cloud", file);
}

function texts(): string[] {
  return FILES.map((file) => workspace.read(`specs/genesys-cloud/${file}`));
}
