import { describe, expect, it } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fixturePath } from "../testing/repository.js";
import { amounts, syncArguments, Workspace } from "../testing/workspace.js";

const latest = fixturePath("deepgram/openapi.2026-07-15.yml");

const workspace = Workspace.for("each test");

const NAME = /^deepgram-[0-9a-f]{12}\.md$/;
const changesets = (): string[] =>
  readdirSync(join(workspace.root, ".changeset")).filter((name) => name.endsWith(".md"));
const changeset = (): string => workspace.read(`.changeset/${changesets()[0] ?? ""}`);

/** The latest description with both amounts as strings. */
const strings = (): string => workspace.changed("strings.yml", latest, ...amounts);

async function sync(path: string): Promise<void> {
  expect([await workspace.run(syncArguments("deepgram", path)), workspace.err]).toEqual([0, []]);
}

it("writes no changeset for a description with the same contract, and reports why", async () => {
  await sync(fixturePath("deepgram/openapi.2026-03-17.yml"));
  expect(changesets()).toEqual([]);
  expect(workspace.read("specs/deepgram/openapi.yaml")).toBe(
    workspace.read("specs/deepgram/released.yaml"),
  );
  const text = workspace.out.join("\n");
  expect(text).toMatch(
    /^deepgram: no change for users: the contract is the same; description: sha256 [0-9a-f]{8} → [0-9a-f]{8}$/m,
  );
});

it("names no users of a vendor that isn't released, and needs no changeset", async () => {
  rmSync(join(workspace.root, "specs/deepgram/released.yaml"));
  await sync(fixturePath("deepgram/openapi.2026-03-17.yml"));
  expect(workspace.out.join("\n")).toMatch(/^deepgram: the contract is the same; /m);
  await sync(strings());
  expect(workspace.out).toContain(
    "deepgram: the contract changed; no changeset is needed, since it isn't released yet",
  );
  expect(workspace.out.join("\n")).not.toContain("users");
  expect(changesets()).toEqual([]);
});

describe("sync of a description with both amounts as strings", () => {
  it("writes one major changeset for all packages that it affects", async () => {
    const path = strings();
    await sync(path);
    expect(changesets()).toEqual([expect.stringMatching(NAME)]);
    const text = changeset();
    expect(text).toMatch(
      /^---\n"@billkit\/deepgram": major\n"billkit": major\n"@billkit\/cli": major\n"@billkit\/sandbox": major\n---\n\nDeepgram billing: breaking changes; existing code may need an update\.\n\n\*\*Breaking changes\*\*\n/,
    );
    expect(text).toContain("`dollars` in each of `results` of getBillingBreakdown was a number");
    expect(text).toContain("`amount` in each of `orders` of listPurchases was a number");
    expect(text.match(/response-type-changed/g)).toHaveLength(2);
    expect(workspace.out.join("\n")).toMatch(
      /deepgram: major since the last release \(2 major, 0 minor, 0 patch\); \.changeset\/deepgram-/,
    );
    // People's additions stay.
    const edited = `${text}\nAdd such amounts as decimals.\n`;
    writeFileSync(join(workspace.root, ".changeset", changesets()[0] ?? ""), edited);
    await sync(path);
    expect([changesets().length, changeset()]).toEqual([1, edited]);
  });

  it("replaces it when the description changes again, and removes it when it changes back", async () => {
    await sync(strings());
    const before = changesets();
    await sync(workspace.changed("one.yml", latest, ...amounts.slice(0, 1)));
    expect(changesets()).toHaveLength(1);
    expect(changesets()).not.toEqual(before);
    expect(changeset().match(/response-type-changed/g)).toHaveLength(1);
    await sync(latest);
    expect(changesets()).toEqual([]);
    expect(workspace.out).toContain(
      "deepgram: the contract changed; no changeset is needed, since it equals the released one",
    );
  });

  it("check reports a changeset that is missing or describes another contract", async () => {
    workspace.keepOnly("deepgram");
    await sync(strings());
    expect([await workspace.run(["check"]), workspace.err]).toEqual([0, []]);
    const [name = ""] = changesets();
    const other = "deepgram-000000000000.md";
    renameSync(join(workspace.root, ".changeset", name), join(workspace.root, ".changeset", other));
    expect(await workspace.run(["check"])).toBe(1);
    expect(workspace.err).toEqual([
      `.changeset/${other}: describes a contract that has changed since; run \`npm run specs -- sync deepgram\``,
      `.changeset/${name}: is missing: the contract differs from the released one; run \`npm run specs -- sync deepgram\``,
    ]);
  });

  it("becomes a major in the changelog of each package", async () => {
    const path = strings();
    await sync(path);
    const command = join(workspace.root, "node_modules/@changesets/cli/bin.js");
    const { status, stderr } = spawnSync(process.execPath, [command, "version"], {
      cwd: workspace.root,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
    for (const name of ["deepgram", "billkit", "sandbox"]) {
      const changelog = workspace.read(`packages/${name}/CHANGELOG.md`);
      expect(changelog).toMatch(/^# \S+\n\n## 1\.0\.0\n\n### Major Changes\n/);
      expect(changelog).toContain("`dollars` in each of `results` of getBillingBreakdown");
      expect(workspace.read(`packages/${name}/package.json`)).toContain('"version": "1.0.0"');
    }
    expect(workspace.read("packages/genesys-cloud/package.json")).toContain('"version": "0.1.0"');
    expect(changesets()).toEqual([]);
    // A released contract needs no changeset.
    expect(await workspace.run(["released", "deepgram"])).toBe(0);
    expect(workspace.out).toEqual(["deepgram: specs/deepgram/released.yaml written"]);
    await sync(path);
    expect(changesets()).toEqual([]);
    expect(await workspace.run(["released"])).toBe(0);
    expect(workspace.out).toHaveLength(workspace.vendors.length);
    expect(workspace.out).toContain("deepgram: unchanged");
  });
});

describe("a release contains", () => {
  it("for a patch, the vendor's package and the sandbox, but not the facade", async () => {
    workspace.edit("specs/deepgram/overlay.yaml", "Number of `units`.", "How many `units`.");
    await sync(latest);
    expect(changeset()).toMatch(
      /^---\n"@billkit\/deepgram": patch\n"@billkit\/sandbox": patch\n---/,
    );
    expect(changeset()).toContain("prose-changed");
  });

  it("for a minor, all four", async () => {
    const member = /(BillingBreakdownGetParametersDeployment:\n.*\n +enum:\n)/;
    await sync(workspace.changed("more.yml", latest, [member, "$1        - other\n"]));
    expect(changeset()).toMatch(
      /^---\n"@billkit\/deepgram": minor\n"billkit": minor\n"@billkit\/cli": minor\n"@billkit\/sandbox": minor\n---/,
    );
  });

  it("nothing if the vendor's package is missing: sync fails and writes nothing", async () => {
    writeFileSync(join(workspace.root, "packages/deepgram/package.json"), "{}");
    const path = strings();
    const before = workspace.snapshot();
    expect(await workspace.run(syncArguments("deepgram", path))).toBe(1);
    expect(workspace.err).toEqual(["packages/deepgram/package.json: missing, or without a name"]);
    expect(workspace.snapshot()).toEqual(before);
  });
});
