import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { measureCalls } from "./calls.js";
import type { Installed } from "./install.js";
import { pinned } from "./machine.js";
import { effortOf } from "./options.js";
import { heapOf, importOnce } from "./processes.js";
import type { Group } from "./subjects.js";

const root = path.resolve(__dirname, "..");
const effort = effortOf({ quick: true, json: false, render: false });

let work: string;
beforeAll(() => {
  work = mkdtempSync(path.join(tmpdir(), "billkit-bench-test-"));
});
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

/** A client that needs nothing to be installed. */
function client(name: string, group: Group, program = "fetch", entry = ""): Installed {
  const folder = path.join(work, name);
  mkdirSync(folder);
  cpSync(path.join(root, "bench/programs"), folder, { recursive: true });
  writeFileSync(path.join(folder, "entry.mjs"), entry);
  const subject = { group, kind: "fetch", label: name, packages: [], program } as const;
  return { subject, folder, bytes: 0, packages: 0 };
}

describe("a fresh process", () => {
  it("tells how long an import took, and what it has left on the heap", async () => {
    const heavy = "export const kept = Array.from({ length: 1e6 }, (_, index) => index);";
    const light = client("light", "both");
    const full = client("full", "both", "fetch", heavy);
    expect(await importOnce(light)).toBeGreaterThan(0);
    expect(await heapOf(full)).toBeGreaterThan((await heapOf(light)) + 4e6);
  });

  it("that gives no figure is an error that names the client", async () => {
    const broken = client("broken", "both", "fetch", "throw new Error('no such thing');");
    await expect(importOnce(broken)).rejects.toThrow(/no such thing/);
    const silent = client("silent", "both", "fetch", "process.exit(0);");
    await expect(importOnce(silent)).rejects.toThrow(/^silent gave no figure/);
  });
});

describe("calls", () => {
  it.each(["stub", "loopback"] as const)("are counted, %s", async (over) => {
    const clients = (["deepgram", "genesys-cloud", "both"] as const).map((group) =>
      client(`${over}-${group}`, group),
    );
    const samples = await measureCalls(clients, over, { ...effort, rounds: 2 }, work);
    expect(samples.map((each) => each.length)).toEqual([2, 2, 2]);
    for (const each of samples.flat()) expect(each).toBeGreaterThan(0);
  });

  it.each([
    ["reads something else", "async () => 1", /^odd: 1 items were read, \d+ were sent$/],
    [
      "fails",
      "(() => { let calls = 0; return async () => { if (calls++) throw new Error('refused'); return COUNT; }; })()",
      /^a call has failed: refused$/,
    ],
  ])("fail as a whole when a client %s", async (what, call, problem) => {
    const one = client(what.replace(" ", "-"), "deepgram", "odd");
    const count = "JSON.parse(readFileSync(process.argv[4], 'utf8')).deepgram.count";
    writeFileSync(
      path.join(one.folder, "odd.mjs"),
      `import { readFileSync } from "node:fs";\nconst COUNT = ${count};\nexport const deepgram = () => ${call};\n`,
    );
    await expect(measureCalls([one], "stub", effort, work)).rejects.toThrow(problem);
  });
});

describe("what is compared", () => {
  const lock = JSON.parse(readFileSync(path.join(root, "bench/package-lock.json"), "utf8")) as {
    packages: Record<string, { version?: string; hasInstallScript?: boolean; resolved?: string }>;
  };

  it("is pinned exactly, as in the lockfile, which has no install scripts", () => {
    for (const [name, version] of Object.entries(pinned(root))) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(lock.packages[`node_modules/${name}`]?.version).toBe(version);
    }
    const scripts = Object.values(lock.packages).filter((each) => each.hasInstallScript);
    expect(scripts).toEqual([]);
  });

  it("is the openapi-fetch that core needs", () => {
    const core = JSON.parse(
      readFileSync(path.join(root, "packages/core/package.json"), "utf8"),
    ) as { dependencies: Record<string, string> };
    expect(pinned(root)["openapi-fetch"]).toBe(core.dependencies["openapi-fetch"]);
  });
});
