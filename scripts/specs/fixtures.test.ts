import { expect, it } from "@jest/globals";
import { readdirSync } from "node:fs";
import { fixturePath, fixtureSource } from "./testing/repository.js";

const fixtures = ["deepgram", "genesys-cloud"].flatMap((vendor) =>
  readdirSync(fixturePath(vendor)).map((file) => `${vendor}/${file}`),
);

it.each(fixtures)("the fixture %s has no sentence of the vendor's", (name) => {
  const { text } = fixtureSource(name);
  expect(text.match(/\b[A-Za-z]+ [a-z]+ [a-z]+ [a-z]+\b/g)).toBeNull();
});
