import { describe, expect, it } from "@jest/globals";
import type { JsonObject } from "../../common/json.js";
import { coreTypes, coreValues, ownNames } from "../core-exports.js";
import {
  create,
  drop,
  list,
  put,
  refusal,
  rename,
  said,
  trigger,
  type Refusal,
} from "../testing/awkward.js";

describe("names that nothing can be generated from", () => {
  it.each<Refusal>([
    [
      "an operation named as a word of the language",
      put(`${list}/operationId`, "delete"),
      /"delete" is also a word of the language; rename it in vendor\.yaml/,
    ],
    [
      "an operation named as the constructor",
      put(`${list}/operationId`, "constructor"),
      /"constructor" is also a word/,
    ],
    [
      "an operation that would make its class a promise",
      put(`${list}/operationId`, "then"),
      /"then" is also a word/,
    ],
    [
      "an operation named as what the class uses",
      put(`${list}/operationId`, "service"),
      /"service" is also a name that the generated class uses/,
    ],
    [
      "an operation named as a heading of its page",
      put(`${list}/operationId`, "errors"),
      /"errors" is also a heading of its own page/,
    ],
    [
      "two operations that differ in capitals",
      put(`${list}/operationId`, "createtrigger"),
      /"(createTrigger" and "createtrigger|createtrigger" and "createTrigger)" differ in capitals at most/,
    ],
    ["an operation without an id", drop(`${list}/operationId`), /operationId: is missing/],
    [
      "an operation with two tags",
      put(`${list}/tags`, ["Usage", "Other"]),
      /tags: must hold exactly one tag/,
    ],
    [
      "a schema named as one of the runtime's",
      put("/components/schemas/ApiError", { type: "string" }),
      /the schema "ApiError" is also a name that every vendor package exports/,
    ],
    [
      "a schema named as a type of the language",
      put("/components/schemas/Promise", { type: "string" }),
      /the schema "Promise" is also a type of the language/,
    ],
    [
      "a schema named as an API class",
      put("/components/schemas/UsageApi", { type: "string" }),
      /"UsageApi" is also the API class/,
    ],
    [
      "a schema named as an argument's type",
      put("/components/schemas/ListTriggersArguments", { type: "string" }),
      /is also the arguments' type/,
    ],
    [
      "a schema named as the class",
      put("/components/schemas/Awkward", { type: "string" }),
      /is also the vendor class/,
    ],
    [
      "a schema with the name that a split needs",
      put("/components/schemas/RecurringInput", { type: "string" }),
      /is the name that the request's form of Recurring needs/,
    ],
    [
      "schemas that differ in capitals",
      put("/components/schemas/TRIGGER", { type: "string" }),
      /differ in capitals at most/,
    ],
    [
      "a schema with a name of other letters",
      put("/components/schemas/api.v1_thing", { type: "string" }),
      /"api\.v1_thing" must begin with a capital/,
    ],
    [
      "a tag that would hide the raw client",
      (document: JsonObject) => {
        put("/tags/0/name", "Raw")(document);
        for (const at of [
          `${list}/tags/0`,
          `${create}/tags/0`,
          "/paths/~12010-04-01~1Triggers~1{Sid}.json/delete/tags/0",
        ])
          put(at, "Raw")(document);
      },
      /the property "raw", which is taken/,
    ],
    [
      "a property that would be a prototype",
      rename(`${trigger}/properties/Fired`, "__proto__"),
      /"__proto__" is not a name that an object can safely hold/,
    ],
    [
      "a parameter that would be a prototype",
      put(`${list}/parameters/1/name`, "__proto__"),
      /"__proto__" is not a name/,
    ],
    [
      "a parameter named as the body",
      put(`${create}/parameters`, [{ name: "body", in: "query", schema: { type: "string" } }]),
      /called "body"/,
    ],
    [
      "one name in two places",
      put(`${list}/parameters/1/name`, "AccountSid"),
      /"AccountSid" is a parameter both in query and in path|both in path and in query/,
    ],
    [
      "a parameter named like what every object has",
      put(`${list}/parameters/1/name`, "constructor"),
      /is what every object has/,
    ],
    [
      "a security scheme with a hostile name",
      rename("/components/securitySchemes/Basic", "a`*"),
      /must hold letters, digits/,
    ],
  ])("%s: refused by name", (_, change, expected) => {
    expect(refusal(change)).toMatch(expected);
  });

  it.each([...coreValues, ...coreTypes, ...ownNames])("a schema cannot be called %s", (name) => {
    expect(said(put(`/components/schemas/${name}`, { type: "string" }))).not.toBe("nothing");
  });
});
