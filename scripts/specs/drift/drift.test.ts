import { beforeEach, describe, expect, it } from "@jest/globals";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fixturePath, sourcesOf } from "../testing/repository.js";
import { follow } from "../testing/follow.js";
import { deepgramHistory } from "../testing/replay.js";
import { amounts, someVendors, syncArguments, Workspace } from "../testing/workspace.js";

const latest = fixturePath("deepgram/openapi.2026-07-15.yml");

const workspace = Workspace.for("each test");
let page: string;
beforeEach(() => {
  page = join(workspace.root, "page.md");
});

const drift = (...more: string[]): Promise<number> => workspace.run(["drift", "deepgram", ...more]);

describe("drift", () => {
  it("exits with 0 for the same description", async () => {
    const before = workspace.snapshot();
    expect(await drift("--from", latest, "--page", page)).toBe(0);
    expect(workspace.out.filter((line) => /^\S/.test(line))).toHaveLength(1);
    expect(workspace.out[0]).toMatch(/^deepgram: (?:no change|nothing)/);
    expect(readFileSync(page, "utf8")).toBe("Nothing changes for users of deepgram.\n");
    expect(workspace.snapshot()).toEqual(before);
  });

  it("exits with 0 for another description with the same contract, and reports why", async () => {
    const path = workspace.changed("another.yml", latest, [/$/, "\nx-more: true\n"]);
    expect(await drift("--from", path)).toBe(0);
    expect(workspace.out).toEqual([
      expect.stringMatching(
        /^deepgram: no change for users: the contract is the same; description: /,
      ),
    ]);
  });

  it("exits with 3 for a change that the overlay hides from the contract, and names it", async () => {
    const older = fixturePath("deepgram/openapi.2026-03-17.yml");
    expect(await drift("--from", older, "--page", page)).toBe(3);
    const line = /overlay\.yaml:\d+: \S+\.models\.type changed, which this action removes: review/;
    expect(workspace.out).toContainEqual(expect.stringMatching(line));
    expect(readFileSync(page, "utf8")).toMatch(line);
  });

  it("exits with 3 for another server, and names it until a sync has recorded it", async () => {
    const moved = [/https:\/\/api\.deepgram\.com/g, "https://api.moved.example"] as const;
    const path = workspace.changed("moved.yml", latest, moved);
    expect(await drift("--from", path, "--page", page)).toBe(3);
    const line = /moved\.yml names the server https:\/\/api\.moved\.example; the contract keeps /;
    expect(workspace.out).toContainEqual(expect.stringMatching(line));
    expect(readFileSync(page, "utf8")).toMatch(line);
    expect(await workspace.run(syncArguments("deepgram", path))).toBe(0);
    const more = workspace.changed("another.yml", path, [/$/, "\nx-more: true\n"]);
    workspace.edit("specs/deepgram/vendor.yaml", "title:", "\ntitle:");
    expect(await drift("--from", more)).toBe(0);
  });

  it("rates what sync would change, writes nothing but the page, and exits with 3", async () => {
    const path = workspace.changed("strings.yml", latest, ...amounts.slice(0, 1));
    const before = workspace.snapshot();
    expect(await drift("--from", path, "--page", page)).toBe(3);
    expect(workspace.snapshot()).toEqual(before);
    expect(workspace.out[0]).toMatch(
      /^deepgram: major \(1 major, 0 minor, 0 patch\); sync would change \.changeset\/deepgram-[0-9a-f]{12}\.md, specs\/deepgram\/extract\.yaml, specs\/deepgram\/openapi\.yaml, specs\/deepgram\/provenance\.json$/,
    );
    expect(workspace.out[1]).toMatch(/^ {2}major: `dollars` in each of `results`/);
    const text = readFileSync(page, "utf8");
    for (const part of [
      /^## deepgram: major\n\n\*\*Breaking changes\*\*\n\n- `dollars` in each of `results`/,
      /Next release: `@billkit\/deepgram` \(major\), .*`billkit` \(major\)/,
      "### What was checked\n\n- Read: `strings.yml` (sha256 `",
      "breaks at 1 place of the new one",
      "### What to decide",
      "npm run specs -- sync deepgram\nnpm run generate",
    ])
      expect(text).toMatch(part);
    expect(text).not.toContain(workspace.root);
  });

  it.each(["isn't released yet", "equals the released one"])(
    "announces no release of a contract that %s",
    async (why) => {
      if (why.includes("yet")) rmSync(join(workspace.root, "specs/deepgram/released.yaml"));
      const strings = workspace.changed("strings.yml", latest, ...amounts);
      expect(await workspace.run(syncArguments("deepgram", strings))).toBe(0);
      expect(await drift("--from", latest, "--page", page)).toBe(3);
      const text = readFileSync(page, "utf8");
      expect(text).toContain(`The contract changed; no changeset is needed, since it ${why}.`);
      expect(text).not.toContain("Next release");
    },
  );

  it("lists the rules that no compiler sees", async () => {
    const moved = ["https://api.deepgram.com", "https://api.eu.deepgram.com"] as const;
    const path = workspace.changed("range.yml", latest, [new RegExp(moved[0], "g"), moved[1]]);
    workspace.edit("specs/deepgram/vendor.yaml", ...moved);
    expect(await drift("--from", path, "--page", page)).toBe(3);
    expect(readFileSync(page, "utf8")).toContain(
      "- No compiler sees these, so read them twice: `server-changed`.",
    );
  });

  it("exits with 1 without a network, with the reason on the page", async () => {
    const before = workspace.snapshot();
    expect(await workspace.run(["drift", "--page", page])).toBe(1);
    expect(workspace.out.map((line) => line.replace(/https:\S+ cannot be fetched.*/, ""))).toEqual(
      someVendors.map((vendor) => `${vendor}: failed: `),
    );
    expect(readFileSync(page, "utf8")).toMatch(/^## deepgram: failed\n\n- `https:/m);
    expect(workspace.snapshot()).toEqual(before);
  });

  it("reads as many sources as a vendor has", async () => {
    const from = (sourcesOf["genesys-cloud"] ?? []).flatMap((path) => ["--from", path]);
    expect(await workspace.run(["drift", "genesys-cloud", ...from])).toBe(0);
  });
});

it("follows new fields, 200 that becomes 202, and a parameter it can't express", async () => {
  const [grown, replaced, parameter] = deepgramHistory().slice(-3);
  const levels: string[] = [];
  for (const version of [grown, replaced, parameter]) {
    if (!version) throw new Error("the history is shorter");
    const { level, exitCodes, synced } = await follow(workspace, version);
    levels.push(level);
    expect(exitCodes).toEqual([3, 0]);
    expect(synced).toContain(version.notice ?? "");
  }
  expect(levels).toEqual(["minor", "major", "none"]);
}, 180_000);
