import { describe, expect, it } from "@jest/globals";
import type { Json, JsonObject } from "../../common/json.js";
import { list, put, refusal, trigger, type Refusal } from "../testing/awkward.js";

describe("schemas that nothing can be generated from", () => {
  it.each<Refusal>([
    [
      "a reference to a file",
      put(`${trigger}/properties/Target/$ref`, "file:///etc/passwd"),
      /only #\/components\/… is taken/,
    ],
    [
      "a reference to an address",
      put(`${trigger}/properties/Target/$ref`, "https://example.com/x.yaml#/A"),
      /only #\/components\/… is taken/,
    ],
    [
      "a reference to nothing",
      put(`${trigger}/properties/Target/$ref`, "#/components/schemas/None"),
      /leads nowhere/,
    ],
    [
      "a reference in a circle",
      (document: JsonObject) => {
        put("/components/schemas/RoundA", { $ref: "#/components/schemas/RoundB" })(document);
        put("/components/schemas/RoundB", { $ref: "#/components/schemas/RoundA" })(document);
      },
      /does not lead to a place in this file/,
    ],
    [
      "an object without a name",
      put(`${trigger}/properties/kind`, { type: "object", properties: { a: { type: "string" } } }),
      /is an object without a name; give it one in vendor\.yaml/,
    ],
    [
      "an enum of objects",
      put(`${trigger}/properties/kind/enum`, [{}]),
      /holds a list or an object/,
    ],
    [
      "patterns of properties",
      put(`${trigger}/patternProperties`, {}),
      /is not supported; use additionalProperties/,
    ],
    [
      "a schema that is nested without end",
      put(`${trigger}/properties/kind`, nested(70)),
      /is nested deeper than 60 levels/,
    ],
    ["an enum of nothing", put(`${trigger}/properties/kind/enum`, []), /enum: holds no member/],
    ["an enum that repeats", put(`${trigger}/properties/kind/enum`, ["a", "a"]), /a member twice/],
    ["a type that is none", put(`${trigger}/properties/kind/type`, "te`xt"), /is not a type/],
    ["a property without a schema", put(`${trigger}/properties/kind`, true), /must be an object/],
    [
      "a property that a tool would call",
      put(`${trigger}/properties/hasOwnProperty`, { type: "string" }),
      /is not a name that an object can safely hold/,
    ],
    [
      "a default within a default",
      put(`${list}/parameters/1/schema/default`, [["a"]]),
      /default: holds a list or an object in a list/,
    ],
    [
      "a schema that leads to none",
      put(`${trigger}/properties/kind`, { $ref: "#/components/securitySchemes/Basic" }),
      /does not lead to a schema/,
    ],
    [
      "a schema that is made of itself",
      (document: JsonObject) => {
        put("/components/schemas/RoundA", {
          allOf: [{ $ref: "#/components/schemas/RoundB" }],
        })(document);
        put("/components/schemas/RoundB", {
          oneOf: [{ type: "string" }, { $ref: "#/components/schemas/RoundA" }],
        })(document);
      },
      /is made of itself/,
    ],
    [
      "a list of itself",
      put("/components/schemas/Round", {
        type: "array",
        items: { $ref: "#/components/schemas/Round" },
      }),
      /is made of itself/,
    ],
  ])("%s: refused by name", (_, change, expected) => {
    expect(refusal(change)).toMatch(expected);
  });
});

function nested(depth: number): Json {
  return depth === 0 ? { type: "string" } : { type: "array", items: nested(depth - 1) };
}
