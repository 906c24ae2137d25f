import { describe, expect, it } from "@jest/globals";
import { contractText } from "./contract/contract.js";
import {
  build,
  deepgramVersions,
  fixtureSource,
  readRepository,
  vendorFiles,
} from "./testing/repository.js";

describe("published versions", () => {
  it.each(deepgramVersions)(
    "Deepgram's description of %s produces the committed contract",
    async (version) => {
      const sources = [fixtureSource(`deepgram/openapi.${version}.yml`)];
      const { contract } = await build(vendorFiles("deepgram"), sources);
      expect(contractText(contract)).toBe(readRepository("specs/deepgram/openapi.yaml"));
    },
  );

  it("Genesys Cloud's two files produce the committed contract, in either order", async () => {
    const names = ["billing", "org-authorization"];
    for (const order of [names, [...names].reverse()]) {
      const sources = order.map((name) => fixtureSource(`genesys-cloud/${name}.swagger2.json`));
      const { contract } = await build(vendorFiles("genesys-cloud"), sources);
      expect(contractText(contract)).toBe(readRepository("specs/genesys-cloud/openapi.yaml"));
    }
  });
});
