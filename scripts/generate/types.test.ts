import { beforeAll, describe, expect, it } from "@jest/globals";
import type { Json, JsonObject } from "../common/json.js";
import { Cursor } from "./contract/cursor.js";
import { splitSharedSchemas } from "./contract/sides.js";
import { generateTypes } from "./types.js";

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: "object",
  properties,
  ...more,
});
const sizes: Json = { type: "string", enum: ["s", "m"] };
const to = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const discriminator = {
  propertyName: "kind",
  mapping: { one: "#/components/schemas/One", two: "#/components/schemas/Two" },
};
const kind = (name: string): JsonObject =>
  object({ kind: { type: "string", enum: [name] }, size: sizes }, { required: ["kind"] });

/** Schemas of contracts with one operation that sends `Sent` and returns `Returned`. */
const contracts = {
  property: { Returned: object({ a: sizes }) },
  list: { Returned: object({ a: { type: "array", items: sizes } }) },
  union: { Returned: object({ a: { oneOf: [sizes, { type: "number" }] } }) },
  orNull: { Returned: object({ a: { type: ["string", "null"], enum: ["s"] } }) },
  numbers: { Returned: object({ a: { type: "integer", enum: [1, -2] } }) },
  besideString: { Returned: object({ a: { anyOf: [{ type: "string" }, sizes] } }) },
  sent: {
    Sent: object({
      a: sizes,
      b: { type: "array", items: sizes },
      c: { anyOf: [{ type: "string" }, sizes] },
    }),
    Returned: { type: "string" },
  },
  shared: {
    Sent: object({ a: { type: "array", items: to("Size") } }),
    Returned: object({ a: to("Size") }),
    Size: sizes,
  },
  discriminated: {
    Returned: { oneOf: [to("One"), to("Two")], discriminator: { propertyName: "kind" } },
    One: kind("one"),
    Two: kind("two"),
  },
  sharedUnion: {
    Sent: to("Target"),
    Returned: to("Target"),
    Target: { oneOf: [to("One"), to("Two")], discriminator },
    One: kind("one"),
    Two: kind("two"),
  },
  anyDiscriminated: {
    Returned: { anyOf: [to("One"), to("Two")], discriminator },
    One: object({ kind: { type: "string" }, a: sizes }, { required: ["kind"] }),
    Two: object({ kind: { type: "string" }, b: sizes }, { required: ["kind"] }),
  },
} satisfies Record<string, JsonObject>;

type Name = keyof typeof contracts;
const types = new Map<string, string>();
const typesOf = (name: Name): string => types.get(name) ?? "";

beforeAll(async () => {
  for (const [name, schemas] of Object.entries(contracts)) {
    // As in a file, where no two parts are the same object.
    const text = JSON.stringify(contractOf(schemas));
    const contract = Cursor.root(JSON.parse(text) as JsonObject, name);
    splitSharedSchemas(contract);
    types.set(name, (await generateTypes(contract)).replace(/\s+/g, " "));
  }
});

function contractOf(schemas: JsonObject): JsonObject {
  const content = (name: string): Json => ({ "application/json": { schema: to(name) } });
  return {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {
      "/": {
        post: {
          operationId: "call",
          parameters: [],
          ...("Sent" in schemas ? { requestBody: { content: content("Sent") } } : {}),
          responses: { 200: { description: "", content: content("Returned") } },
        },
      },
    },
    components: { schemas },
  };
}

describe("an enum in a response is open", () => {
  it.each<[string, Name, string]>([
    ["in a property", "property", 'a?: "s" | "m" | (string & {});'],
    ["in a list", "list", 'a?: ("s" | "m" | (string & {}))[];'],
    ["in a union", "union", 'a?: ("s" | "m" | (string & {})) | number;'],
    ["with null beside it", "orNull", 'a?: "s" | (string & {}) | null;'],
    ["of numbers", "numbers", "a?: 1 | -2 | (number & {});"],
    ["beside any string", "besideString", 'a?: "s" | "m" | (string & {});'],
  ])("%s", (_, name, expected) => {
    expect(typesOf(name)).toContain(expected);
  });
});

it("an enum in a request is closed at any depth", () => {
  expect(typesOf("sent")).toContain('a?: "s" | "m";');
  expect(typesOf("sent")).toContain('b?: ("s" | "m")[];');
  expect(typesOf("sent")).toContain('c?: "s" | "m" | (string & {});');
  expect(typesOf("sent").match(/string & \{\}/g)).toHaveLength(1);
});

it("a schema with an enum that both directions use is split, with every schema that refers to it", () => {
  expect(typesOf("shared")).toContain('a?: components["schemas"]["SizeInput"][];');
  expect(typesOf("shared")).toContain('a?: components["schemas"]["Size"];');
  expect(typesOf("shared")).toContain('SizeInput: "s" | "m";');
  expect(typesOf("shared")).toContain('Size: "s" | "m" | (string & {});');
});

it("the discriminator of a union is closed", () => {
  expect(typesOf("discriminated")).toMatch(/kind: "one"/i);
  expect(typesOf("discriminated")).not.toMatch(/kind: [^;]*string & \{\}/);
  expect(typesOf("discriminated")).toContain('size?: "s" | "m" | (string & {});');
});

it("the alternatives of a union that may overlap have the discriminator's value, too", () => {
  expect(typesOf("anyDiscriminated")).toContain('kind: "one";');
  expect(typesOf("anyDiscriminated")).toContain('kind: "two";');
});

it("a union that both directions use has the same discriminator values in both", () => {
  const kinds = typesOf("sharedUnion").match(/kind: [^;]*;/g) ?? [];
  expect(kinds).toHaveLength(4);
  expect(new Set(kinds)).toEqual(new Set(['kind: "one";', 'kind: "two";']));
});
