import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readDescription } from "../build.js";
import { makeExtract } from "../contract/contract.js";
import type { JsonObject } from "../../common/json.js";
import { provenanceOf } from "../contract/provenance.js";
import { acme, acmeVendor, extractAcme } from "../testing/acme.js";
import { problemsOf, problemsOfAsync } from "../testing/problems.js";
import type { VendorConfig } from "../vendor.js";
import { toYaml } from "../../common/yaml.js";

const thing: JsonObject = { type: "object", properties: { id: { type: "string" } } };
const inline = extractAcme(acme(thing));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "billkit-references-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, JsonObject>>): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), toYaml(content));
  }
  return join(folder, "acme.yaml");
}

/** A network in which every address returns a document. */
function serving(documents: Readonly<Record<string, JsonObject>>): typeof fetch {
  return (input) => {
    const document = documents[new Request(input).url];
    return Promise.resolve(
      document ? new Response(toYaml(document)) : new Response("", { status: 404 }),
    );
  };
}

async function extracted(from: string, vendor: VendorConfig, network = serving({})) {
  return makeExtract(vendor, [await readDescription(from, vendor, { fetch: network })]);
}

describe("a reference out of the description", () => {
  it("is followed to files beside it, and from those on, and back", async () => {
    const file = write({
      "acme.yaml": { ...acme({ $ref: "parts/things.yaml#/Thing" }), x: { id: { type: "string" } } },
      "parts/things.yaml": {
        Thing: { type: "object", properties: { id: { $ref: "#/Own" } } },
        Own: { $ref: "../id.yaml" },
      },
      "id.yaml": { $ref: "acme.yaml#/x/id" },
    });
    expect(await extracted(file, acmeVendor())).toEqual(inline);
  });

  it("is followed from Swagger 2.0, to a parameter and a response as well", async () => {
    const get = {
      parameters: [{ $ref: "shared.yaml#/parameters/Q" }],
      responses: { "200": { $ref: "shared.yaml#/responses/Fine" } },
    };
    const file = write({
      "acme.yaml": { swagger: "2.0", paths: { "/things": { get } } },
      "shared.yaml": {
        parameters: { Q: { name: "q", in: "query", type: "string" } },
        responses: { Fine: { schema: thing } },
      },
    });
    const parameters = [{ name: "q", in: "query", schema: { type: "string" } }];
    expect(await extracted(file, acmeVendor())).toEqual(extractAcme(acme(thing, { parameters })));
  });

  it("is followed to the addresses that vendor.yaml names, and recorded", async () => {
    const [main, common] = ["https://acme.test/v1/openapi.yaml", "https://acme.test/common.yaml"];
    const vendor = acmeVendor({ more: { references: [common] } });
    const network = serving({
      [main]: acme({ $ref: "../common.yaml#/Thing" }),
      [common]: { Thing: thing },
    });
    const source = await readDescription(main, vendor, { fetch: network });
    expect(makeExtract(vendor, [source])).toEqual(inline);
    expect(provenanceOf(vendor, [source], {}, "2026-08-01", undefined)).toMatchObject({
      sources: [
        { references: [{ name: common, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }] },
      ],
    });
  });

  it("isn't followed if no selected operation needs it", async () => {
    const description = acme(thing);
    (description.paths as JsonObject)["/others"] = { get: { $ref: "gone.yaml" } };
    expect(await extracted(write({ "acme.yaml": description }), acmeVendor())).toEqual(inline);
  });

  it.each([
    "https://evil.test/x.yaml#/Thing",
    "http://169.254.169.254/latest#/Thing",
    "file:///etc/passwd#/Thing",
    "file:/etc/passwd",
    "../outside.yaml#/Thing",
    "/etc/passwd",
    "parts/../../outside.yaml",
  ])("is refused by name when nothing allows it: %s", async (reference) => {
    const file = write({ "acme.yaml": acme({ $ref: reference }) });
    const network: typeof fetch = () => Promise.reject(new Error("sent a request"));
    const vendor = acmeVendor();
    const source = await readDescription(file, vendor, { fetch: network });
    expect(problemsOf(() => makeExtract(vendor, [source]))).toEqual([
      expect.stringMatching(
        `listThings.200: \\$ref ${reference.replaceAll(".", "\\.")} leads out of the description; files`,
      ),
    ]);
  });

  it("follows the rules of a source: a missing file is a one-line error", async () => {
    const file = write({ "acme.yaml": acme({ $ref: "gone.yaml#/Thing" }) });
    expect(await problemsOfAsync(() => extracted(file, acmeVendor()))).toEqual([
      `${join(folder, "gone.yaml")}: cannot be read: there is no such file`,
    ]);
  });
});
