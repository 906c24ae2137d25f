import { describe, expect, it } from "@jest/globals";
import { vendors } from "../testing/repository.js";
import { Workspace } from "../testing/workspace.js";

const workspace = Workspace.for("each test");

describe("check", () => {
  it("passes on the committed files without fetching anything", async () => {
    workspace.remove();
    workspace.create(vendors);
    expect(await workspace.run(["check"])).toBe(0);
    const checked = workspace.out.filter((line) => !line.startsWith("  undescribed: "));
    expect(checked.map((line) => line.replace(/; \d+ places undescribed$/, ""))).toEqual(
      vendors.map((name) => `specs/${name}/openapi.yaml: up to date`),
    );
  });

  const differs = "openapi.yaml: differs from the result of extract.yaml and overlay.yaml";
  const others = "its operations are not those of vendor.yaml";
  it.each<[string, string, string, string]>([
    ["a contract changed by hand", "deepgram/openapi.yaml", "maximum: 100", differs],
    ["prose that was not synced", "genesys-cloud/overlay.yaml", "Entries per page", differs],
    ["an unsynced id", "genesys-cloud/vendor.yaml", "Id: listTrustors", `extract.yaml: ${others}`],
    [
      "another provenance",
      "deepgram/provenance.json",
      "/v1/projects",
      `provenance.json: ${others}`,
    ],
  ])("%s: names the file and what to run", async (_, path, part, problem) => {
    const vendor = path.split("/")[0] ?? "";
    workspace.keepOnly(vendor);
    workspace.edit(`specs/${path}`, part, `${part}5`);
    const before = workspace.snapshot();
    expect(await workspace.run(["check"])).toBe(1);
    expect(workspace.err).toEqual([
      `specs/${vendor}/${problem}; run \`npm run specs -- sync ${vendor}\``,
    ]);
    expect(workspace.snapshot()).toEqual(before);
  });

  it.each<[string, string, string, string, vendor?: string]>([
    [
      "a place that is gone",
      "pageCount: /pageCount",
      "pageCount: /no",
      '"/no" leads to nothing in',
    ],
    [
      "a list as a count",
      "pageCount: /pageCount",
      "pageCount: /entities",
      "is array; allowed: num",
    ],
    ["no such parameter", "parameter: pageNumber", "parameter: page", '"page" is no query parame'],
    ["a page without a list", "        items: /entities\n", "", 'needs "items"'],
    [
      "an unknown name",
      "x-billkit-pages",
      "x-billkit-pagse",
      '"x-billkit-pagse" is not allowed; did you mean "x-billkit-pages"? allowed: ',
    ],
    ["an unknown field", "- code: code", "- cde: code", 'unknown key "cde"; did you mean "code"?'],
    ["an invalid rate header", "inin-ratelimit-count", "a count", '"a count" is not '],
    ["an invalid header of the request id", "ININ-Correlation-Id", "an id", '"an id" is not '],
    ["a request id without a header", "header: ININ", "heder: ININ", 'needs "header"'],
    ["a credential's invalid variable", "GENESYSCLOUD_ACCESS_TOKEN", "a token", '"a token" '],
    ["connect's invalid variable", "GENESYSCLOUD_BASE_URL", "a URL", '"a URL" does not match'],
    [
      "an unknown currency field",
      "currency: /units",
      "currency: /unit",
      '"/unit" leads nowhere in the object that has the field',
      "deepgram",
    ],
  ])(
    "names file and line of a trait with %s",
    async (_, part, text, problem, name = "genesys-cloud") => {
      const file = `specs/${name}/overlay.yaml`;
      workspace.keepOnly(name);
      workspace.edit(file, part, text);
      const before = workspace.snapshot();
      expect(await workspace.run(["check"])).toBe(1);
      const [first = ""] = workspace.err;
      const line = Number(first.split(":")[1]);
      const lines = workspace.read(file).split("\n");
      expect(lines.slice(line - 1, line + 1).join("\n")).toContain(text);
      expect(first).toContain(problem);
      expect(workspace.snapshot()).toEqual(before);
    },
  );

  it("fails on redocly's problems", async () => {
    workspace.keepOnly("deepgram");
    workspace.edit("specs/deepgram/overlay.yaml", "        identifier: MIT\n", "");
    workspace.edit("specs/deepgram/openapi.yaml", "    identifier: MIT\n", "");
    expect(await workspace.run(["check"])).toBe(1);
    expect(workspace.err).toEqual([
      expect.stringMatching(/^specs\/deepgram\/openapi\.yaml: #\/info\/license: /),
    ]);
  });
});
