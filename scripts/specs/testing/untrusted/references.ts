import type { Json, JsonObject } from "../../../common/json.js";
import { type Row, THING, withField, withValue } from "./acme.js";

const refer = (pointer: string): JsonObject => ({ $ref: `#${pointer}` });
const chain = (length: number, link: (next: JsonObject) => JsonObject): JsonObject =>
  Object.fromEntries(
    Array.from({ length }, (_, n) => [`c${n}`, link(refer(`/components/x/c${n + 1}`))]),
  );
const linked = (length: number, link: (next: JsonObject) => JsonObject): JsonObject =>
  withValue(
    "/components/x",
    { ...chain(length, link), [`c${length}`]: { type: "string" } },
    withField("far", refer("/components/x/c0")),
  );

export const references: readonly Row[] = [
  {
    what: "a reference that forges a line",
    description: withField("r", { $ref: "#/a\ndeepgram: unchanged\u001b[2J" }),
    errors: [
      /^acme\.json:1: Thing\.r: \$ref #\/a\\u000adeepgram: unchanged\\u001b\[2J leads nowhere$/,
    ],
  },
  {
    what: "a file beside it that refers out",
    description: withField("r", { $ref: "part.json#/a" }),
    beside: { "part.json": '{\n"a": {"$ref": "../../etc/passwd"}}' },
    errors: [
      /^part\.json:2: Thing\.r: \$ref \.\.\/\.\.\/etc\/passwd# leads out of the description/,
    ],
  },
  {
    what: "300 files, each of which refers to the next",
    description: withField("r", { $ref: "f0.json#/x" }),
    beside: Object.fromEntries(
      Array.from({ length: 300 }, (_, n) => [`f${n}.json`, `{"x":{"$ref":"f${n + 1}.json#/x"}}`]),
    ),
    errors: [/^acme\.json: it refers to more than 200 documents$/],
  },
  {
    what: "a reference to 100,000 others in a row",
    description: linked(100_000, (next) => next),
    errors: [/^acme\.json:(?:\d+:)? \S.*its \$ref leads in a circle$/],
  },
  {
    what: "a schema 400 levels deep",
    description: withField(
      "r",
      Array.from({ length: 400 }).reduce<Json>((items) => ({ type: "array", items }), {
        type: "string",
      }),
    ),
    errors: [/^acme\.json:1: the schema at "Thing\.r(\[\])+" is nested deeper than 64 levels$/],
  },
  {
    what: "objects 10,000 levels deep",
    description: linked(10_000, (next) => ({ properties: { next } })),
    errors: [/^acme\.json:1: \S+: it is 501 levels deep in other schemas$/],
  },
  {
    what: "references that multiply by two, forty times",
    description: linked(40, (next) => ({ type: "array", items: next, additionalProperties: next })),
    errors: [/^acme\.json:1: Thing\.far.*: its schemas refer to more than 100000 others$/],
  },
  {
    what: "an enum of 2,000 members, referred to 3,000 times",
    description: withValue(
      `${THING}/properties`,
      Object.fromEntries(
        Array.from({ length: 3_000 }, (_, n) => [`f${n}`, refer("/components/x")]),
      ),
      withValue("/components/x", { enum: Array.from({ length: 2_000 }, (_, n) => `m${n}`) }),
    ),
    errors: [
      /^acme\.json:1: Thing\.f\d+: with it, enums and defaults exceed the size limit of a contract$/,
    ],
  },
];
