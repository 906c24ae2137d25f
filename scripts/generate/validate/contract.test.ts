import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { checkContract } from "../check.js";
import { isObject, type Json, type JsonObject } from "../contract/json.js";
import { parseContract } from "../contract/read.js";
import { coreTypes, coreValues, ownNames } from "../core-exports.js";
import { Problem } from "../problem.js";

const text = readFileSync(path.join(__dirname, "../fixtures/awkward.yaml"), "utf8");
const list = "/paths/~12010-04-01~1Accounts~1{AccountSid}~1Triggers.json/get";
const create = "/paths/~12010-04-01~1Accounts~1{AccountSid}~1Triggers.json/post";
const trigger = "/components/schemas/Trigger";

/** What the checks say of the fixture with a value put at a place, or a key there renamed. */
function said(change: (document: JsonObject) => void): string {
  const document = parse(text) as JsonObject;
  change(document);
  try {
    checkContract(
      parseContract(stringify(document, { aliasDuplicateObjects: false }), "contract.yaml"),
    );
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
  return "nothing";
}

function parent(document: JsonObject, pointer: string): [JsonObject | Json[], string] {
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = keys.pop() ?? "";
  const node = keys.reduce<Json>((at, key) => {
    const next = Array.isArray(at) ? at[Number(key)] : isObject(at) ? at[key] : undefined;
    if (next === undefined) throw new Error(`no ${key} in ${pointer}`);
    return next;
  }, document);
  if (!isObject(node) && !Array.isArray(node)) throw new Error(pointer);
  return [node, last];
}

const put = (pointer: string, value: Json) => (document: JsonObject) => {
  const [node, key] = parent(document, pointer);
  if (Array.isArray(node)) node[Number(key)] = value;
  else
    Object.defineProperty(node, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
};
const rename = (pointer: string, name: string) => (document: JsonObject) => {
  const [node, key] = parent(document, pointer);
  if (Array.isArray(node)) throw new Error(pointer);
  const value = node[key] ?? null;
  Reflect.deleteProperty(node, key);
  Object.defineProperty(node, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
};
const drop = (pointer: string) => (document: JsonObject) => {
  const [node, key] = parent(document, pointer);
  Reflect.deleteProperty(node, key);
};

it("the fixture itself is let through", () => {
  expect(said(() => undefined)).toBe("nothing");
});

/** What could end a string, a comment, a code span, a table's cell, a template or a line. */
const hostile = [
  'a"b',
  "a'b",
  "a`b",
  "a\\b",
  "a\nb",
  "a\rb",
  "a\u2028b",
  "a*/b",
  "a/*b",
  "a|b",
  "a${b}",
  "a<b",
  "a\u0000b",
  "a\u202eb",
  "a\u200bb",
];

/** Every place whose text the generated files hold, and is not prose. */
const places: readonly (readonly [string, (name: string) => (document: JsonObject) => void])[] = [
  ["an operation's id", (name) => put(`${list}/operationId`, name)],
  ["a path", (name) => rename("/paths/~12010-04-01~1Triggers~1{Sid}.json", `/${name}/{Sid}`)],
  ["a path parameter", (name) => put("/components/parameters/AccountSid/name", name)],
  ["a query parameter", (name) => put(`${list}/parameters/1/name`, name)],
  ["a header parameter", (name) => put(`${list}/parameters/0/name`, name)],
  ["a tag", (name) => put("/tags/0/name", name)],
  ["an operation's tag", (name) => put(`${list}/tags/0`, name)],
  [
    "a schema",
    (name) => put(`/components/schemas/${name.replaceAll("/", "~1")}`, { type: "string" }),
  ],
  ["a property", (name) => rename(`${trigger}/properties/Fired`, name)],
  ["a required property", (name) => put(`${trigger}/required/0`, name)],
  [
    "a member of a request's enum",
    (name) => put("/components/schemas/NewTrigger/properties/UsageCategory/enum/0", name),
  ],
  [
    "a member of an answer's enum",
    (name) => put(`${trigger}/properties/Labels/additionalProperties/enum/0`, name),
  ],
  ["a constant", (name) => put(`${trigger}/properties/kind/const`, name)],
  [
    "a default",
    (name) => put("/components/schemas/NewTrigger/properties/UsageCategory/default", name),
  ],
  ["a format", (name) => put(`${trigger}/properties/kind/format`, name)],
  ["a discriminator", (name) => put("/components/schemas/Target/discriminator/propertyName", name)],
  [
    "a discriminator's value",
    (name) => rename("/components/schemas/Target/discriminator/mapping/hook", name),
  ],
  [
    "a media type",
    (name) =>
      rename(
        "/components/requestBodies/NewTrigger/content/application~1x-www-form-urlencoded",
        name,
      ),
  ],
  ["a status", (name) => rename(`${create}/responses/422`, name)],
  ["the vendor class", (name) => put("/info/x-billkit-class", name)],
  ["the request id's header", (name) => put("/info/x-billkit-request-id", { header: name })],
  ["a field of the errors", (name) => put("/info/x-billkit-errors/0/code", name)],
  ["a rate header", (name) => put("/info/x-billkit-rate-headers", { count: name })],
  ["the server", (name) => put("/servers/0/url", `https://example.com/${name}`)],
  [
    "the credential's header",
    (name) => put("/components/securitySchemes/Basic/x-billkit-credential/header", name),
  ],
  [
    "the credential's prefix",
    (name) => put("/components/securitySchemes/Basic/x-billkit-credential/prefix", name),
  ],
  [
    "the credential's variable",
    (name) => put("/components/securitySchemes/Basic/x-billkit-credential/environment", name),
  ],
  ["the vendor's reference", (name) => put(`${list}/x-billkit-reference`, name)],
  ["a permission", (name) => put(`${create}/x-billkit-permissions/0`, name)],
  ["a scope", (name) => put("/security/0/Basic", [name])],
];

describe("a name that would break out of its place", () => {
  it.each(places)("as %s is refused in one line that says where", (_, change) => {
    for (const name of hostile) {
      const message = said(change(name));
      expect([name, message]).toEqual([
        name,
        expect.stringMatching(/^contract\.yaml:\d+: #\/\S.*: ./),
      ]);
      // eslint-disable-next-line no-control-regex -- that none is there is what is tested
      expect(message).not.toMatch(/[\u0000-\u001f\u200b\u202e\u2028]/);
    }
  });

  it("is refused whatever stands around it", () => {
    const mark = fc.constantFrom(...hostile);
    fc.assert(
      fc.property(fc.string(), mark, fc.string(), (before, name, after) => {
        expect(said(put(`${list}/parameters/1/name`, before + name + after))).not.toBe("nothing");
      }),
      { numRuns: 30 },
    );
  });
});

describe("what cannot be generated", () => {
  it.each([
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
      "a path parameter that the path lacks",
      put("/components/parameters/AccountSid/name", "Other"),
      /the path holds \{AccountSid\}, which is no path parameter/,
    ],
    [
      "a cookie",
      put(`${list}/parameters/1/in`, "cookie"),
      /parameters in "cookie" are not supported/,
    ],
    [
      "a header of the client's own",
      put(`${list}/parameters/0/name`, "Authorization"),
      /set by the client itself; remove it in the overlay/,
    ],
    [
      "a path with a dot segment",
      rename("/paths/~12010-04-01~1Triggers~1{Sid}.json", "/../{Sid}"),
      /holds a dot segment/,
    ],
    [
      "a server without encryption",
      put("/servers/0/url", "http://example.com"),
      /must begin with https/,
    ],
    [
      "a server with a variable",
      put("/servers/0/url", "https://{region}.example.com"),
      /variables are not supported/,
    ],
    [
      "a server with a password",
      put("/servers/0/url", "https://a:b@example.com"),
      /must hold no user/,
    ],
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
      "two media types of a body",
      put("/components/requestBodies/NewTrigger/content/text~1plain", {
        schema: { type: "string" },
      }),
      /must hold exactly one media type/,
    ],
    [
      "two security schemes",
      put("/components/securitySchemes/Second", { type: "http" }),
      /must hold exactly one scheme/,
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
    [
      "a parameter named like what every object has",
      put(`${list}/parameters/1/name`, "constructor"),
      /is what every object has/,
    ],
    [
      "a parameter given twice",
      put(`${list}/parameters`, [
        { name: "after", in: "query", schema: { type: "string" } },
        { name: "after", in: "query", schema: { type: "string" } },
      ]),
      /the parameter "after" is given twice/,
    ],
    [
      "a parameter in no place",
      put(`${list}/parameters/1/in`, "coo\nkie"),
      /parameters in "coo kie" are not supported/,
    ],
    [
      "a path with an encoded dot segment",
      rename("/paths/~12010-04-01~1Triggers~1{Sid}.json", "/{Sid}/%2e%2E/x"),
      /holds a dot segment/,
    ],
    [
      "a path with a brace too many",
      rename("/paths/~12010-04-01~1Triggers~1{Sid}.json", "/{{Sid}}"),
      /holds a brace/,
    ],
    [
      "a path item that stands elsewhere",
      put("/paths/~12010-04-01~1Triggers~1{Sid}.json", { $ref: "#/components/pathItems/Trigger" }),
      /is not supported here/,
    ],
    [
      "a server with an empty fragment",
      put("/servers/0/url", "https://example.com#"),
      /must hold no user, query or fragment/,
    ],
    [
      "a server with a dot segment",
      put("/servers/0/url", "https://example.com/a/../b"),
      /holds a dot segment/,
    ],
    [
      "a form of the errors with an unknown field",
      put("/info/x-billkit-errors/0", { cod: "code" }),
      /is not known here: code, message, requestId are/,
    ],
    [
      "an unknown rate header",
      put("/info/x-billkit-rate-headers", { limit: "x-limit" }),
      /is not known here: count, allowed, resetSeconds are/,
    ],
    [
      "a security scheme with a hostile name",
      rename("/components/securitySchemes/Basic", "a`*"),
      /must hold letters, digits/,
    ],
    ["text where there must be a list", put(`${list}/parameters`, "none"), /must be a list/],
    ["a description that is no text", put(`${list}/description`, 7), /description: must be text/],
  ] as const)("%s is refused by name", (_, change, expected) => {
    const message = said(change);
    expect(message).toMatch(expected);
    expect(message).toMatch(/^contract\.yaml:\d+: #\/\S/);
    expect(message).not.toContain("\n");
  });

  it.each([...coreValues, ...coreTypes, ...ownNames])("a schema cannot be called %s", (name) => {
    expect(said(put(`/components/schemas/${name}`, { type: "string" }))).not.toBe("nothing");
  });
});

describe("prose", () => {
  it.each([
    "/info/description",
    "/tags/0/description",
    `${list}/summary`,
    `${list}/description`,
    `${list}/parameters/0/description`,
    `${trigger}/description`,
    "/components/responses/Refused/description",
  ])("at %s is let through, whatever it holds", (pointer) => {
    for (const name of hostile) expect(said(put(pointer, name))).toBe("nothing");
  });
});

function nested(depth: number): Json {
  return depth === 0 ? { type: "string" } : { type: "array", items: nested(depth - 1) };
}

it("what nothing is made of does not reach the generators", () => {
  const document = parse(text) as JsonObject;
  put("/webhooks", { "a`*/": {} })(document);
  for (const key of ["contact", "license"])
    put(`/info/${key}`, { name: "`*/", url: "`" })(document);
  const { contract } = checkContract(parseContract(stringify(document), "contract.yaml"));
  expect(contract.find("webhooks")).toBeUndefined();
  expect(JSON.stringify(contract.get("info").value)).not.toContain("`*/");
});
