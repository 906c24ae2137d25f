import { describe, expect, it } from "@jest/globals";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseJson } from "../common/json.js";
import { fixturePath, readRepository, sourcesOf } from "./testing/repository.js";
import { syncArguments, Workspace } from "./testing/workspace.js";

const workspace = Workspace.for("each test");

describe("sync", () => {
  it.each(["deepgram", "genesys-cloud"])(
    "writes the committed files of %s; a second run changes nothing",
    async (vendor) => {
      const expected = workspace.read(`specs/${vendor}/openapi.yaml`);
      const files = ["extract.yaml", "openapi.yaml"];
      for (const file of files) writeFileSync(join(workspace.root, "specs", vendor, file), "old");
      expect(await workspace.run(syncArguments(vendor))).toBe(0);
      const accepted =
        "deepgram: accepted: server https://agent.deepgram.com: The voice agent's host";
      const more = vendor === "deepgram" ? [expect.stringContaining(accepted)] : [];
      expect(workspace.out.slice(0, 1 + more.length)).toEqual([
        expect.stringMatching(
          /: \d operations; extract.yaml, openapi.yaml, provenance.json written$/,
        ),
        ...more,
      ]);
      expect(workspace.read(`specs/${vendor}/openapi.yaml`)).toBe(expected);
      expect(workspace.read(`specs/${vendor}/extract.yaml`)).toBe(
        readRepository(`specs/${vendor}/extract.yaml`),
      );
      const after = workspace.snapshot();
      expect(await workspace.run(syncArguments(vendor), "2027-01-31")).toBe(0);
      expect(workspace.out).toEqual([expect.stringMatching(/; unchanged$/), ...more]);
      expect(workspace.snapshot()).toEqual(after);
    },
  );

  it("records a contract's sources without this machine's paths", async () => {
    expect(await workspace.run(syncArguments("genesys-cloud"))).toBe(0);
    const provenance = parseJson(workspace.read("specs/genesys-cloud/provenance.json"));
    const published = "https://api.mypurecloud.com/api/v2/docs/swagger";
    const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(provenance).toMatchObject({
      sources: [
        { published, copy: "billing.swagger2.json", sha256, date: "2026-08-01" },
        { published, copy: "org-authorization.swagger2.json", sha256, date: "2026-08-01" },
      ],
      tools: { "openapi-format": expect.any(String) },
    });
    expect(provenance).toHaveProperty("operations.length", 3);
    expect(workspace.read("specs/genesys-cloud/provenance.json")).not.toContain(workspace.root);
  });

  it("writes nothing from the wrong vendor's source: one line, exit 1", async () => {
    writeFileSync(join(workspace.root, "specs/deepgram/extract.yaml"), "old");
    const before = workspace.snapshot();
    const given = fixturePath("genesys-cloud/billing.swagger2.json");
    expect(await workspace.run(syncArguments("deepgram", given))).toBe(1);
    expect(workspace.snapshot()).toEqual(before);
    expect(workspace.err[0]).toBe(
      "specs/deepgram/vendor.yaml:11: GET /v1/projects is not in billing.swagger2.json",
    );
  });

  const noticed: [string, () => string[], RegExp][] = [
    [
      "a field that is gone",
      () => {
        const [given = "", ...others] = sourcesOf["genesys-cloud"] ?? [];
        const change = ['"isCancellable"', '"canBeCancelled"'] as const;
        const path = workspace.changed("gone.json", given, change);
        return syncArguments("genesys-cloud", path, ...others);
      },
      /^genesys-cloud: notice: specs\/genesys-cloud\/overlay\.yaml:\d+: the action on .*Usage describes properties\.isCancellable, which isn't there: remove that$/,
    ],
    [
      "a range that the vendor has changed",
      () => {
        const given = fixturePath("deepgram/openapi.2026-03-17.yml");
        const change = ["maximum: 1000", "maximum: 500"] as const;
        return syncArguments("deepgram", workspace.changed("tighter.yml", given, change));
      },
      /^deepgram: notice: specs\/deepgram\/overlay\.yaml:\d+: the action on .* would replace schema\.maximum 500 by 1000: /,
    ],
  ];

  it.each(noticed)("%s: a notice, and the rest is written", async (_, change, notice) => {
    expect(await workspace.run(change())).toBe(0);
    expect(workspace.out).toContainEqual(expect.stringMatching(notice));
  });

  it("writes a contract with an undescribed field, which check lists", async () => {
    workspace.keepOnly("deepgram");
    const text = "description: Number of `units`.";
    workspace.edit("specs/deepgram/overlay.yaml", text, 'description: ""');
    expect(await workspace.run(syncArguments("deepgram"))).toBe(0);
    expect(await workspace.run(["check"])).toBe(0);
    expect(workspace.out).toContain(
      "  undescribed: components.schemas.BillingBreakdownResolution.properties.amount: no description",
    );
    workspace.edit("specs/deepgram/overlay.yaml", "      summary: List projects\n", "");
    expect(await workspace.run(syncArguments("deepgram"))).toBe(0);
    expect(await workspace.run(["check", "--release"])).toBe(1);
    expect(workspace.err).toContain(
      "specs/deepgram/openapi.yaml: GET /v1/projects has no summary: write one in overlay.yaml to release it",
    );
  });

  it("names an action that matches nothing if the linter rejects the contract", async () => {
    workspace.edit("specs/deepgram/overlay.yaml", "target: $.info\n", "target: $.inffo\n");
    expect(await workspace.run(syncArguments("deepgram"))).toBe(1);
    expect(workspace.err.join("\n")).toMatch(
      /^notice: specs\/deepgram\/overlay\.yaml:\d+: the target \$\.inffo .*\n.* \(info-license\)$/,
    );
  });

  it("writes neither vendor if one fails", async () => {
    const before = workspace.snapshot();
    expect(await workspace.run(["sync"])).toBe(1);
    expect(workspace.err).toHaveLength(1);
    expect(workspace.snapshot()).toEqual(before);
  });

  it("omits a removed operation once that is accepted, and check passes", async () => {
    workspace.keepOnly("deepgram");
    const gone = "  GET /v1/project: { operationId: getGone, tag: Billing }\n";
    workspace.edit("specs/deepgram/vendor.yaml", "operations:\n", `operations:\n${gone}`);
    expect(await workspace.run(syncArguments("deepgram"))).toBe(1);
    expect(workspace.err).toEqual([
      "specs/deepgram/vendor.yaml:11: GET /v1/project is not in openapi.2026-07-15.yml; did you mean GET /v1/projects?",
    ]);
    const accept = "accept:\n  - { operation: GET /v1/project, reason: Withdrawn in August. }\n";
    workspace.edit("specs/deepgram/vendor.yaml", "accept:\n", accept);
    expect(await workspace.run(syncArguments("deepgram"))).toBe(0);
    expect(workspace.out.slice(0, 4)).toEqual([
      "deepgram: 7 operations; provenance.json written",
      "deepgram: accepted: operation GET /v1/project: Withdrawn in August.",
      expect.stringContaining("deepgram: accepted: server https://agent.deepgram.com: "),
      expect.stringContaining("deepgram: no change for users: "),
    ]);
    expect(await workspace.run(["check"])).toBe(0);
  });
});
