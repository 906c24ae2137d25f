import { describe, expect, it } from "@jest/globals";
import { judge, type RatedChange } from "./judge.js";
import { documents } from "./testing/documents.js";
import { both, drop, mutated, put } from "./testing/mutate.js";

const amount = "/components/schemas/Order/properties/amount";
const old = documents.deepgram;
const retyped = mutated(old, put(`${amount}/type`, "string"));

function change(
  level: string,
  rule: string,
  pointer: string,
  more?: Partial<RatedChange>,
): RatedChange {
  return {
    level,
    rule,
    location: { old: pointer, new: pointer },
    old: null,
    new: null,
    message: "it has changed",
    ...more,
  };
}

const retyping = change("major", "response-type-changed", `${amount}/type`, {
  old: "number",
  new: "string",
});

describe("the judge", () => {
  it("agrees where rating and compiler say the same", async () => {
    const { breaks, contradictions, beyondTypes } = await judge(old, retyped, {
      changes: [retyping],
    });
    expect(breaks).toHaveLength(1);
    expect(contradictions).toEqual([]);
    expect(beyondTypes).toEqual([]);
  });

  it.each([
    ["minor", { ...retyping, level: "minor" }],
    [
      "major, but elsewhere",
      change("major", "response-type-changed", "/components/schemas/Project/properties/name/type"),
    ],
    [
      "major, for what no type shows",
      change("major", "response-format-changed", `${amount}/format`),
    ],
  ])("names a break that is rated %s", async (_, rated) => {
    const { contradictions } = await judge(old, retyped, { changes: [rated] });
    expect(contradictions).toContain(
      "rated below major, but code no longer compiles: listPurchases: orders[].amount (field): Type 'string | undefined' does not satisfy the expected type 'number | undefined'.",
    );
  });

  it("names a break that is not rated at all", async () => {
    expect((await judge(old, retyped, { changes: [] })).contradictions).toHaveLength(1);
  });

  it.each([
    ["a field that is said to be gone", change("major", "response-field-removed", amount)],
    ["a type that is said to have changed", retyping],
  ])("names %s and is still there", async (_, rated) => {
    const { contradictions } = await judge(old, structuredClone(old), { changes: [rated] });
    expect(contradictions).toEqual([
      `rated major (${rated.rule} at ${rated.location.old}), but all code still compiles: it has changed`,
    ]);
  });

  it("does not take another break for the one that is missing", async () => {
    const gone = change(
      "major",
      "response-field-removed",
      "/components/schemas/Project/properties/name",
    );
    const { contradictions } = await judge(old, retyped, { changes: [retyping, gone] });
    expect(contradictions).toEqual([expect.stringContaining("Project/properties/name")]);
  });

  it("sees each of two fields that are gone", async () => {
    const pointers = [amount, "/components/schemas/Project/properties/name"];
    const now = mutated(old, both(...pointers.map(drop)));
    const changes = pointers.map((pointer) => change("major", "response-field-removed", pointer));
    expect((await judge(old, now, { changes })).contradictions).toEqual([]);
    const [first] = changes;
    expect((await judge(old, now, { changes: first ? [first] : [] })).contradictions).toEqual([
      expect.stringContaining("listProjects: projects[].name"),
    ]);
  });

  it("sees that an operation is refused with something else", async () => {
    const at = "/paths/~1v1~1projects/get/responses/400/content/application~1json/schema";
    const other = put(at, { $ref: "#/components/schemas/Project" });
    const { contradictions } = await judge(old, mutated(old, other), { changes: [] });
    expect(contradictions).toEqual([expect.stringContaining("400 of GET /v1/projects (result)")]);
    const gone = mutated(old, drop("/paths/~1v1~1projects/get/responses/400"));
    expect((await judge(old, gone, { changes: [] })).contradictions).toEqual([]);
  });

  it("lists what no type can show", async () => {
    const server = change("major", "server-changed", "/servers/0/url");
    const { beyondTypes, contradictions } = await judge(old, structuredClone(old), {
      changes: [server],
    });
    expect(beyondTypes).toEqual([server]);
    expect(contradictions).toEqual([]);
  });

  it("does not insist where both are a number in TypeScript", async () => {
    const now = mutated(old, put(`${amount}/type`, "integer"));
    const change = { ...retyping, new: "integer" };
    expect((await judge(old, now, { changes: [change] })).contradictions).toEqual([]);
  });

  it("refuses a contract that cannot become a package", async () => {
    const now = mutated(old, put("/paths/~1v1~1projects/get/operationId", "no name"));
    await expect(judge(old, now, { changes: [] })).rejects.toThrow(
      /^the new contract: #\/paths\/~1v1~1projects\/get\/operationId: .*; so the types of this contract cannot be judged$/,
    );
  });
});
