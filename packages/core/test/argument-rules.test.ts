import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  InvalidRequestError,
  isDate,
  isDateTime,
  pattern,
  type OperationDefinition,
  type ArgumentSchema,
} from "../src/index.js";
import { failure, json, rig } from "./support/service.js";

const taking = (rule: ArgumentSchema): OperationDefinition => ({
  id: "list",
  method: "GET",
  path: "/v1",
  parameters: { value: { in: "query", ...rule } },
});

/** The error message for a value, or the query that was sent. */
async function resultOf(rule: ArgumentSchema, value: unknown): Promise<string> {
  const { client, requests } = rig(() => json({}));
  try {
    await client.call(taking(rule), { value });
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error).toMatchObject({ operation: "list", argument: "value" });
    expect(requests).toHaveLength(0);
    return (error as Error).message;
  }
  expect(requests).toHaveLength(1);
  return new URL(requests[0]?.url ?? "").search;
}

/** An instance of a class whose `toStringTag` is `name`. */
const tagged = (name: string): object => ({ [Symbol.toStringTag]: name });

const limit: ArgumentSchema = {
  type: "integer",
  min: 1,
  max: 1000,
  allowed: "an integer from 1 to 1000",
};
const grouping: ArgumentSchema = { items: { enum: ["accessor", "tags"] } };
const day: ArgumentSchema = {
  type: "string",
  match: isDate,
  allowed: "a date as YYYY-MM-DD",
};
const moment: ArgumentSchema = {
  type: "string",
  match: isDateTime,
  allowed: "a date and time as YYYY-MM-DDThh:mm:ssZ",
};
const either: ArgumentSchema = {
  anyOf: [{ type: "integer" }, { enum: ["all"] }],
  allowed: "an integer or all",
};

describe("argument validation", () => {
  it.each<[ArgumentSchema, unknown, string]>([
    [limit, 0, "list: value is 0; allowed: an integer from 1 to 1000"],
    [limit, 1001, "list: value is 1001; allowed: an integer from 1 to 1000"],
    [limit, 1.5, "list: value is 1.5; allowed: an integer from 1 to 1000"],
    [limit, "10", 'list: value is "10"; allowed: an integer from 1 to 1000'],
    [limit, NaN, "list: value is NaN; allowed: an integer from 1 to 1000"],
    [{ type: "integer" }, 2 ** 53, "list: value is 9007199254740992; allowed: an integer"],
    [{ type: "integer" }, 5n, "list: value is a bigint; allowed: an integer"],
    [{ type: "number" }, Infinity, "list: value is Infinity; allowed: a number"],
    [{ type: "number" }, null, "list: value is null; allowed: a number"],
    [{ type: "boolean" }, "true", 'list: value is "true"; allowed: a boolean'],
    [{ type: "string" }, 5, "list: value is 5; allowed: a string"],
    [{ type: "string" }, true, "list: value is true; allowed: a string"],
    [{ type: "string" }, tagged("nullish"), "list: value is a nullish; allowed: a string"],
    [{ type: "string" }, tagged("Antinull"), "list: value is an Antinull; allowed: a string"],
    [{ type: "integer" }, "x".repeat(98), `list: value is "${"x".repeat(98)}"; allowed`],
    [{ type: "integer" }, "x".repeat(99), `list: value is "${"x".repeat(99)}…; allowed`],
    [{ anyOf: [{ type: "integer" }] }, "x", 'list: value is "x"; allowed: a value'],
    [{ type: "string" }, ["a"], "list: value is an array; allowed: a string"],
    [{ type: "string" }, Symbol("s"), "list: value is a symbol; allowed: a string"],
    [{ enum: ["a", "b c"] }, "A", 'list: value is "A"; allowed: a, b c'],
    [day, "2026-02-30", 'list: value is "2026-02-30"; allowed: a date as YYYY-MM-DD'],
    [day, "2025-02-29", 'list: value is "2025-02-29"; allowed: a date as YYYY-MM-DD'],
    [day, "2026-13-01", 'list: value is "2026-13-01"; allowed: a date as YYYY-MM-DD'],
    [day, "2026-00-10", 'list: value is "2026-00-10"; allowed: a date as YYYY-MM-DD'],
    [day, "2026-06-00", 'list: value is "2026-06-00"; allowed: a date as YYYY-MM-DD'],
    [day, "2026-6-1", 'list: value is "2026-6-1"; allowed: a date as YYYY-MM-DD'],
    [day, "", 'list: value is ""; allowed: a date as YYYY-MM-DD'],
    [day, "on 2026-06-01", "allowed: a date as YYYY-MM-DD"],
    [day, "2026-06-01 10:00", "allowed: a date as YYYY-MM-DD"],
    [day, "2026-06-01T00:00:00Z", "allowed: a date as YYYY-MM-DD"],
    [day, new Date(0), "list: value is a Date; allowed: a date as YYYY-MM-DD"],
    [moment, "2026-06-01", "allowed: a date and time as YYYY-MM-DDThh:mm:ssZ"],
    [moment, "2026-06-31T00:00:00Z", "allowed: a date and time"],
    [moment, "2026-06-01T24:00:00Z", "allowed: a date and time"],
    [moment, "2026-06-01T23:60:00Z", "allowed: a date and time"],
    [moment, "2026-06-01T00:00:00", "allowed: a date and time"],
    [moment, "2026-06-01T00:00:00+25:00", "allowed: a date and time"],
    [moment, "2026-06-01 00:00:00Z", "allowed: a date and time"],
    [
      { type: "string", match: pattern("^UT"), allowed: "a string matching ^UT" },
      "U",
      "matching ^UT",
    ],
    [grouping, ["tags", "acessor"], 'list: value[1] is "acessor"; allowed: accessor, tags'],
    [grouping, "tags", 'list: value is "tags"; allowed: an array'],
    [grouping, [undefined], "list: value[0] is undefined; allowed: accessor, tags"],
    [
      { items: { items: { type: "number" } } },
      [[1], [2, "3"]],
      'value[1][1] is "3"; allowed: a num',
    ],
    [
      { items: {}, min: 1, max: 2, allowed: "an array of 1 to 2" },
      [],
      "is an array; allowed: an array of",
    ],
    [either, "some", 'list: value is "some"; allowed: an integer or all'],
  ])("schema %j: rejects %p", async (rule, value, message) => {
    expect(await resultOf(rule, value)).toContain(message);
  });

  it.each<[ArgumentSchema, unknown, string]>([
    [limit, 1, "?value=1"],
    [limit, 1000, "?value=1000"],
    [{ type: "number" }, -0.5, "?value=-0.5"],
    [{ type: "boolean" }, false, "?value=false"],
    [{ type: "string" }, "", "?value="],
    [day, "2024-02-29", "?value=2024-02-29"],
    [moment, "2026-06-30T23:59:59Z", "?value=2026-06-30T23%3A59%3A59Z"],
    [moment, "2026-06-30t23:59:59.123456-07:30", "?value=2026-06-30t23%3A59%3A59.123456-07%3A30"],
    [grouping, ["tags", "accessor"], "?value=tags&value=accessor"],
    [grouping, [], ""],
    [{ min: 5 }, true, "?value=true"],
    [{ items: {}, max: 2 }, ["a", 1], "?value=a&value=1"],
    [{ type: "string", match: pattern("^[^]{2}$") }, "😀😀", "?value=%F0%9F%98%80%F0%9F%98%80"],
    [either, 5, "?value=5"],
    [either, "all", "?value=all"],
    [limit, undefined, ""],
  ])("schema %j: sends %p", async (rule, value, sent) => {
    expect(await resultOf(rule, value)).toBe(sent);
  });

  it("quotes the value in one short line", async () => {
    const message = await resultOf({ enum: ["a"] }, `x\n${"y".repeat(1000)}`);
    expect(message).toMatch(/^list: value is "x\\ny+…; allowed: a$/);
    expect(message.length).toBeLessThan(200);
  });

  it("applies to path and header arguments too", async () => {
    const { client, requests } = rig(() => json({}));
    const parameters = {
      id: { in: "path", required: true, type: "integer" },
      trace: { in: "header", enum: ["a"] },
    } as const;
    const operation = { id: "get", method: "GET", path: "/v1/{id}", parameters };
    expect(String(await failure(client.call(operation, { id: "x" })))).toContain("get: id is");
    expect(String(await failure(client.call(operation, { id: 1, trace: "b" })))).toContain(
      "trace is",
    );
    await client.call(operation, { id: 1, trace: "a" });
    expect(requests).toHaveLength(1);
  });

  it("accepts exactly the dates that exist", async () => {
    const part = (most: number): fc.Arbitrary<string> =>
      fc.integer({ min: 0, max: most }).map((each) => String(each).padStart(2, "0"));
    const { client } = rig(() => json({}));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1000, max: 9999 }),
        part(14),
        part(33),
        async (year, month, date) => {
          const value = `${year}-${month}-${date}`;
          const at = new Date(Date.UTC(year, Number(month) - 1, Number(date)));
          const real = at.toISOString().startsWith(value);
          const sent = (rule: ArgumentSchema, each: string): Promise<boolean> =>
            client.call(taking(rule), { value: each }).then(
              () => true,
              () => false,
            );
          expect(await sent(day, value)).toBe(real);
          expect(await sent(moment, `${value}T12:00:00Z`)).toBe(real);
        },
      ),
    );
  });
});
