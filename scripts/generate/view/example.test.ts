import { expect, it } from "@jest/globals";
import { parse, stringify } from "yaml";
import type { JsonObject } from "../../common/json.js";
import { checkContract } from "../check.js";
import { parseContract } from "../contract/read.js";
import { put, text } from "../testing/awkward.js";
import { example } from "./example.js";

const properties = { a: { type: "string" } };

it.each<[string, JsonObject, string]>([
  ["fields", { type: "object", properties }, "{  }"],
  ["fields and no type", { properties }, "{  }"],
  ["a required field and no type", { properties, required: ["a"] }, '{ a: "your-a" }'],
])("the example of a body with %s", (_, schema, body) => {
  const document = parse(text) as JsonObject;
  put("/components/schemas/NewTrigger", schema)(document);
  const { service } = checkContract(parseContract(stringify(document), "contract.yaml"));
  const programs = service.tags.flatMap((tag) =>
    tag.operations.map((each) => example(service, tag, each, "@billkit/awkward").join("\n")),
  );
  const program = programs.find((each) => each.includes(".createTrigger("));
  expect(program).toContain(`body: ${body} }`);
});
