import fc from "fast-check";
import type { Json, JsonObject } from "../../../common/json.js";
import { acme } from "./acme.js";

const OBJECTS = ["NewInvoice", "Receipt", "Line", "Party"] as const;
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

const json = (arbitrary: fc.Arbitrary<object>): fc.Arbitrary<JsonObject> =>
  arbitrary.map((value) => ({ ...value }));

const int = fc.integer({ min: 0, max: 9 });
const scalar = json(
  fc.oneof(
    fc.record(
      {
        type: fc.constantFrom("string"),
        minLength: int,
        maxLength: int,
        pattern: fc.constant("^a"),
      },
      { requiredKeys: ["type"] },
    ),
    fc.record({
      type: fc.constant("string"),
      format: fc.constantFrom("date", "date-time", "uuid"),
    }),
    fc.record(
      {
        type: fc.constantFrom("integer", "number"),
        format: fc.constantFrom("int32", "int64"),
        minimum: int,
        exclusiveMaximum: int,
        multipleOf: fc.constantFrom(0.01, 0.05, 0.1, 2),
      },
      { requiredKeys: ["type"] },
    ),
    fc.record(
      {
        type: fc.constant("string"),
        enum: fc.subarray(["a", "b", "c"], { minLength: 1 }),
        default: fc.constantFrom("a", "b"),
      },
      { requiredKeys: ["type", "enum"] },
    ),
    fc.constant({ type: "boolean" }),
    fc.constant({ type: ["string", "null"] }),
  ),
);

/** A field; every object is named, as in contracts that sync writes. */
const field: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.constantFrom(ref("Line"), ref("Party"), ref("Either")),
  fc.constantFrom("Line", "Party").map((name) => ({ anyOf: [ref(name), { type: "null" }] })),
  fc.oneof(scalar, fc.constant(ref("Line"))).map((items) => ({ type: "array", items })),
  scalar.map((additionalProperties) => ({ type: "object", additionalProperties })),
);

const object: fc.Arbitrary<JsonObject> = fc
  .record({
    properties: fc.dictionary(fc.constantFrom("id", "amount", "kind", "tag", "next"), field, {
      minKeys: 1,
    }),
    required: fc.subarray(["id", "amount", "kind", "tag", "next"]),
  })
  .map(({ properties, required }) => {
    const own = required.filter((name) => name in properties);
    return { type: "object", properties, ...(own.length > 0 && { required: own }) };
  });

const parameter = fc
  .record({
    name: fc.constantFrom("limit", "since", "page"),
    in: fc.constantFrom("query", "header"),
    required: fc.boolean(),
    schema: fc.oneof(
      scalar,
      scalar.map((items) => ({ type: "array", items })),
    ),
  })
  .map((each): JsonObject => ({ ...each, description: "It." }));

const parts: Record<string, fc.Arbitrary<Json>> = {
  ...Object.fromEntries(OBJECTS.map((name) => [name, object])),
  Either: fc.constantFrom("oneOf", "anyOf").map((key) => ({ [key]: [ref("Line"), ref("Party")] })),
  parameters: fc.uniqueArray(parameter, { selector: ({ name }) => name, maxLength: 3 }),
  status: fc.constantFrom("200", "202"),
};

function contractOf({ parameters, status, ...schemas }: JsonObject): JsonObject {
  return acme(schemas, parameters as JsonObject[], status as string);
}

/** Two versions of a contract: the second replaces some parts of the first. */
export const randomPair: fc.Arbitrary<readonly [JsonObject, JsonObject]> = fc
  .tuple(
    fc.record(parts),
    fc.record(
      Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, fc.option(part)])),
    ),
  )
  .map(([old, changes]) => {
    const replaced = Object.entries(changes).filter(([, part]) => part !== null);
    return [contractOf(old), contractOf({ ...old, ...Object.fromEntries(replaced) })] as const;
  });
