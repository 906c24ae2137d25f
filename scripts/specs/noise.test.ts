import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { makeExtract, namesText, readVendor } from "./contract/contract.js";
import { Findings } from "./select/findings.js";
import { parseSource } from "./read/convert.js";
import { type JsonObject, sameJson } from "../common/json.js";
import { Noise, type Tally } from "./testing/noise.js";
import { deepgramVersions, fixtureSource, source, vendorFiles } from "./testing/repository.js";
import { scaffold } from "./testing/scaffold.js";
import { parseVendor, type VendorConfig } from "./vendor.js";
import { toYaml } from "../common/yaml.js";

const committed = (name: string): VendorConfig => readVendor(vendorFiles(name));

function twilio(): VendorConfig {
  const account = "/2010-04-01/Accounts/{AccountSid}";
  const keys = ["GET Usage/Records", "GET Usage/Triggers", "POST Usage/Triggers", "GET Balance"];
  const operations = keys.map((key): [string, JsonObject] => {
    const [method = "", path = ""] = key.split(" ");
    const operationId = `${method.toLowerCase()}${path.replaceAll("/", "")}`;
    return [`${method} ${account}/${path}.json`, { operationId, tag: "Billing" }];
  });
  const start: JsonObject = {
    title: "Twilio billing",
    class: "Twilio",
    server: "https://api.twilio.com",
    sources: ["https://acme.test/twilio.json"],
    operations: Object.fromEntries(operations),
    securitySchemes: { accountSid_authToken: "Basic" },
  };
  const given = fixtureSource("twilio/api-v2010.json.gz");
  const { vendor } = scaffold(start, {});
  const config = parseVendor(vendor, "specs/twilio/vendor.yaml");
  const findings = new Findings(config);
  makeExtract(config, [given], findings);
  // Assigned names stay, however the description is written.
  return parseVendor(vendor, "specs/twilio/vendor.yaml", namesText(findings.assigned));
}

const genesys = ["billing", "org-authorization"].map(
  (name) => `genesys-cloud/${name}.swagger2.json`,
);

describe("noise stays out", () => {
  it.each<[string, () => VendorConfig, readonly string[], number]>([
    ...deepgramVersions.map((version): [string, () => VendorConfig, string[], number] => [
      `Deepgram's description of ${version}`,
      () => committed("deepgram"),
      [`deepgram/openapi.${version}.yml`],
      12,
    ]),
    ["Genesys Cloud's two", () => committed("genesys-cloud"), genesys, 25],
    ["Twilio's", twilio, ["twilio/api-v2010.json.gz"], 6],
  ])("of %s: the same extract, byte for byte", (_, vendorOf, names, numRuns) => {
    const vendor = vendorOf();
    const sources = names.map(fixtureSource);
    const expected = toYaml(makeExtract(vendor, sources));
    const tally: Tally = new Map();
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const noisy = sources.map((each, index) => {
          const document = new Noise(parseSource(each), seed + index, tally).make();
          expect(sameJson(document, parseSource(each))).toBe(false);
          return source(each.name, JSON.stringify(document));
        });
        expect(toYaml(makeExtract(vendor, noisy))).toBe(expected);
      }),
      { numRuns },
    );
    for (const what of ["inlined", "moved behind a $ref", "wrapped", "prose of a operation"])
      expect(tally.get(what)).toBeGreaterThan(0);
  });

  it("keeps a fact among all of it", () => {
    const vendor = committed("deepgram");
    const given = fixtureSource("deepgram/openapi.2026-07-15.yml");
    const plain = toYaml(makeExtract(vendor, [given]));
    const document = new Noise(parseSource(given), 1, new Map()).make();
    const text = JSON.stringify(document).replaceAll('"purchase_order_id"', '"purchase_order"');
    expect(toYaml(makeExtract(vendor, [source("api", text)]))).toBe(
      plain.replaceAll("purchase_order_id", "purchase_order"),
    );
  });
});
