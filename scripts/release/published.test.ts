import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";

/**
 * Stands for npm and gh: notes what it is asked for, knows the versions and tags in `there`, and
 * refuses what begins with `failing`.
 */
const program = `#!/usr/bin/env node
const { appendFileSync, readFileSync } = require("node:fs");
const { there, failing } = JSON.parse(readFileSync(__dirname + "/state.json", "utf8"));
const [, file, ...args] = process.argv;
const call = [require("node:path").basename(file), ...args].join(" ");
const input = args.includes("--notes-file") ? readFileSync(0, "utf8") : "";
appendFileSync(__dirname + "/calls", call + (input && " < " + input) + "\\n");
if (failing && call.startsWith(failing)) {
  console.error("npm error code E500\\nnpm error the registry is down\\nnpm error A complete log is in x");
  process.exit(1);
}
const view = args.indexOf("view");
if (view !== -1) {
  if (!there.includes(args[view + 1])) { console.error("npm error code E404"); process.exit(1); }
  console.log(JSON.stringify(args[view + 1].split("@").at(-1)));
}
`;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "billkit-published-"));
  mkdirSync(path.join(folder, "bin"));
  for (const name of ["npm", "gh"])
    writeFileSync(path.join(folder, "bin", name), program, { mode: 0o755 });
  const packages = [
    { name: "@billkit/core", version: "0.2.0", file: "core.tgz", notes: "- More." },
    { name: "billkit", version: "0.1.1", file: "billkit.tgz", notes: "- As much." },
  ];
  writeFileSync(path.join(folder, "packages.json"), JSON.stringify({ packages }));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function play(script: string, there: string[], failing = "", args: string[] = ["--json"]) {
  writeFileSync(path.join(folder, "bin/state.json"), JSON.stringify({ there, failing }));
  writeFileSync(path.join(folder, "bin/calls"), "");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(__dirname, script), "--dir", folder, ...args],
    {
      encoding: "utf8",
      env: { ...process.env, PATH: `${path.join(folder, "bin")}:${process.env.PATH ?? ""}` },
    },
  );
  const calls = readFileSync(path.join(folder, "bin/calls"), "utf8").trim().split("\n");
  const acted = calls.filter((call) => !call.includes(" view "));
  return { status, stdout: stdout.trim(), stderr: stderr.trim(), acted };
}

describe("release:publish", () => {
  it("publishes each package after what it needs", () => {
    const { status, stdout, acted } = play("publish.mjs", []);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      packages: [
        { name: "@billkit/core", version: "0.2.0", outcome: "published" },
        { name: "billkit", version: "0.1.1", outcome: "published" },
      ],
    });
    expect(acted.map((call) => call.split(" ").slice(0, 5).join(" "))).toEqual([
      "npm publish ./core.tgz --access public",
      "npm publish ./billkit.tgz --access public",
    ]);
  });

  it("leaves alone what is there, so that it can be repeated", () => {
    const { stdout, acted } = play("publish.mjs", ["@billkit/core@0.2.0"], "", []);
    expect(stdout).toBe("@billkit/core 0.2.0: already there\nbillkit 0.1.1: published");
    expect(acted).toHaveLength(1);
  });

  it.each([
    ["npm publish ./core", "npm publish core.tgz: code E500 the registry is down", 1],
    ["npm view", "npm view @billkit/core@0.2.0: code E500 the registry is down", 0],
  ])("ends at the first failure: %s", (failing, message, acts) => {
    const { status, stderr, acted } = play("publish.mjs", [], failing);
    expect([status, stderr]).toEqual([1, `release:publish: ${message}`]);
    expect(acted.filter((call) => call.startsWith("npm publish"))).toHaveLength(acts);
  });

  it("says what to run where nothing was packed", () => {
    rmSync(path.join(folder, "packages.json"));
    const { status, stderr } = play("publish.mjs", []);
    expect(status).toBe(1);
    expect(stderr).toMatch(/packages\.json is not there; run: npm run release:pack$/);
  });
});

describe("release:announce", () => {
  it("makes a release of each package, with its part of the changelog", () => {
    // gh knows no tag: it fails where it is asked for one.
    const { status, acted } = play("announce.mjs", []);
    expect(status).toBe(0);
    expect(acted).toEqual([
      expect.stringMatching(
        /^gh release create @billkit\/core@0\.2\.0 --target [0-9a-f]{40} --title .* < - More\.$/,
      ),
      expect.stringMatching(/^gh release create billkit@0\.1\.1 .* < - As much\.$/),
    ]);
  });

  it("leaves alone what is there", () => {
    const { stdout, acted } = play(
      "announce.mjs",
      ["@billkit/core@0.2.0", "billkit@0.1.1"],
      "",
      [],
    );
    expect(stdout).toBe("@billkit/core@0.2.0: already there\nbillkit@0.1.1: already there");
    expect(acted).toEqual([]);
  });
});
