import { expect, it } from "@jest/globals";
import type { Json } from "../../common/json.js";
import { changesAt } from "./testing/cases.js";

/** The rules for a change of one parameter's schema. */
function rulesOf(old: Json, now: Json): string[] {
  const changes = changesAt("param:listPurchases.limit/schema", old, now);
  return [...new Set(changes.map(({ rule }) => rule))].filter(
    (rule) => rule !== "number-format-changed",
  );
}

const first = { type: "string", minLength: 5, pattern: "^a", format: "uuid", not: { const: "x" } };
const second = { minLength: 1, maxLength: 9, pattern: "b$", not: { const: "y" } };
const both = (more: object): Json => ({ allOf: [first, { ...second, ...more }] });
const unions = (more: object): Json => ({
  allOf: [
    { oneOf: [both(more), { type: "integer" }] },
    {
      anyOf: [
        { type: "string", maxLength: 3 },
        { type: "integer", minimum: 2 },
      ],
    },
  ],
});
const integer = (format?: string): Json => ({ type: "integer", ...(format && { format }) });
const multiple = (multipleOf: number): Json => ({ type: "number", multipleOf });
const base = (propertyName: string): Json => ({ type: "object", discriminator: { propertyName } });
const [tightened, loosened] = ["request-range-tightened", "request-range-loosened"];

it.each<[string, Json, Json, string, string?]>([
  ["a stricter limit in a part", both({}), both({ minLength: 7 }), tightened, loosened],
  ["a pattern in a part", both({}), both({ pattern: "c$" }), "request-pattern-changed"],
  ["a format besides", both({}), both({ format: "email" }), tightened, loosened],
  ["a divisor in a part", both({}), both({ multipleOf: 2 }), tightened, loosened],
  ["an unknown keyword", both({}), both({ not: { const: "z" } }), "not-understood"],
  ["a limit that a stricter one covers", both({}), both({ minLength: 3 }), ""],
  ["combined unions", unions({}), unions({ pattern: "c$" }), "not-understood"],
  ["nothing allowed", {}, { allOf: [false] }, "not-understood"],
  [
    "a string and the number that it spells",
    { enum: ["1", true] },
    { enum: [1, true] },
    "request-enum-member-removed,request-enum-member-added",
  ],
  ["constants of two types", { const: "1" }, { const: 1 }, "request-type-changed"],
  ["a base schema's discriminator", base("kind"), base("sort"), "discriminator-changed"],
  ["int64 and int32", integer("int64"), integer("int32"), tightened, loosened],
  ["any integer and int32", integer(), integer("int32"), tightened, loosened],
  ["steps of 0.05 and 0.01", multiple(0.05), multiple(0.01), loosened, tightened],
  ["steps of 0.3 and 0.1", multiple(0.3), multiple(0.1), loosened, tightened],
  ["steps that neither includes", multiple(1e-7), multiple(3e-8), tightened],
  ["an exclusive minimum", { minimum: 0.3 }, { exclusiveMinimum: 0.3 }, tightened, loosened],
])("%s", (_, old, now, forward, backward = forward) => {
  expect([rulesOf(old, now).join(), rulesOf(now, old).join()]).toEqual([forward, backward]);
});

it.each(["/servers", "op:listPurchases/servers"])("the variables of an address at %s", (place) => {
  const serverOf = (region: string): Json => [
    { url: "https://{region}.acme.test", variables: { region: { default: region } } },
  ];
  const [change, ...others] = changesAt(place, serverOf("eu"), serverOf("us"));
  expect(others).toEqual([]);
  expect(change?.rule).toBe("server-changed");
  expect(change?.location.new).toMatch(/\/servers\/0\/variables$/);
  expect(change?.message).toBe(
    'the variables of the address `https://{region}.acme.test` were `{"region":{"default":"eu"}}` and are now `{"region":{"default":"us"}}`: requests and credentials go elsewhere',
  );
});
