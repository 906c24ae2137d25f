import { describe, expect, it } from "@jest/globals";
import { isObject, objectAt, textsAt } from "../../common/json.js";
import { line, schemas, type Vendor } from "../testing/contracts.js";
import { schemaFacts } from "../testing/schema-facts.js";

describe("every schema", () => {
  it.each(schemaFacts)("%s %s", (vendor, name, facts) => {
    const schema = objectAt(schemas(vendor), name);
    const required = textsAt(schema, "required");
    const fields = Object.entries(objectAt(schema, "properties")).map(([field, value]) => [
      required.includes(field) ? `${field}!` : field,
      isObject(value) ? line(value) : "",
    ]);
    expect(schema.type).toBe("object");
    expect(Object.fromEntries(fields)).toEqual(facts);
  });

  it("the limit that was reached has a key, a namespace of a long list, and a value", () => {
    const properties = objectAt(objectAt(schemas("genesys-cloud"), "Limit"), "properties");
    expect(Object.keys(properties)).toEqual(["key", "namespace", "value"]);
    expect(line(objectAt(properties, "key"))).toBe("string");
    expect(line(objectAt(properties, "value"))).toBe("integer int64");
    expect(textsAt(objectAt(properties, "namespace"), "enum")).toContain("platform.api");
  });

  it("an error of Deepgram is a text or one of two objects, which a real one may fit both", () => {
    const error = objectAt(schemas("deepgram"), "ErrorResponse");
    expect(error.oneOf).toBeUndefined();
    expect(line(error)).toBe("string or ErrorResponseLegacyError or ErrorResponseModernError");
  });

  it.each<[Vendor, string[]]>([
    ["deepgram", ["ErrorResponse"]],
    ["genesys-cloud", ["Limit"]],
  ])("%s has no other", (vendor, besides) => {
    const expected = schemaFacts.filter(([name]) => name === vendor).map(([, name]) => name);
    expect(Object.keys(schemas(vendor)).sort()).toEqual([...expected, ...besides].sort());
  });
});
