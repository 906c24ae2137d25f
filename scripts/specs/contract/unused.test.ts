import { expect, it } from "@jest/globals";
import { withoutUnused } from "./unused.js";

it("keeps schemas that references or a discriminator's mapping name, and removes others", () => {
  const $ref = "#/components/schemas/Named";
  const discriminator = { propertyName: "kind", mapping: { a: "#/components/schemas/Mapped" } };
  const schemas = { Named: { discriminator }, Mapped: {}, Unused: {} };
  const { components } = withoutUnused({ paths: { "/": { $ref } }, components: { schemas } });
  expect(components).toEqual({ schemas: { Named: { discriminator }, Mapped: {} } });
});
