import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { UnexpectedResponseError, type Shape } from "../../src/index.js";
import { json, project, rig } from "../support/service.js";
import { answering } from "../support/shapes.js";

/** A shape of any depth. */
const anyShape = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Shape>("json", "number", "array", "object", "string", "null", "boolean"),
    fc.record({ items: tie("shape") }),
    fc.record({ values: tie("shape") }),
    fc.record({
      required: fc.subarray(["a", "b", "c"]),
      fields: fc.dictionary(fc.constantFrom("a", "b", "c"), tie("shape"), {
        noNullPrototype: true,
      }),
    }),
    fc.record({ anyOf: fc.array(tie("shape"), { minLength: 1, maxLength: 3 }) }),
    tie("shape").map((shape) => () => shape),
  ),
})).shape;

/** A matching value, so that the properties don't only see mismatches at the root. */
function fitting(shape: Shape): unknown {
  if (typeof shape === "function") return fitting(shape());
  if (typeof shape === "object") {
    if ("anyOf" in shape) return fitting(shape.anyOf[0] ?? "json");
    if ("items" in shape) return [fitting(shape.items), fitting(shape.items)];
    const { required = [], fields = {}, values } = shape;
    const names = [...required, ...Object.keys(fields), ...(values ? ["x"] : [])];
    return Object.fromEntries(
      names.map((name) => [name, fitting(fields[name] ?? values ?? "json")]),
    );
  }
  const samples = { json: 0, number: 1.5, array: [1], object: { z: 1 }, string: "s" };
  return { ...samples, null: null, boolean: true }[shape];
}

const call = async (shape: Shape, body: unknown): Promise<unknown> => {
  const { client } = rig(() => json(body));
  return client.call(answering(shape), project).then(
    () => "data",
    (error: unknown) => error,
  );
};

describe("for any shape", () => {
  // A contract never declares null alone, and a null body is retried: see ../bodies.test.ts.
  const body = fc.jsonValue().filter((value) => value !== null);
  const rooted = anyShape.filter((shape) => (fitting(shape) ?? undefined) !== undefined);

  it("a matching value is accepted, with unknown fields too", async () => {
    await fc.assert(
      fc.asyncProperty(rooted, fc.jsonValue(), async (shape, other) => {
        const body = fitting(shape);
        expect(await call(shape, body)).toBe("data");
        const isOpen = typeof shape === "object" && "fields" in shape;
        if (isOpen) expect(await call(shape, { ...(body as object), unknown: other })).toBe("data");
      }),
    );
  });

  it("any JSON is accepted or reported with a pointer that exists or whose parent exists", async () => {
    await fc.assert(
      fc.asyncProperty(anyShape, body, async (shape, body) => {
        const outcome = await call(shape, body);
        if (outcome === "data") return;
        expect(outcome).toBeInstanceOf(UnexpectedResponseError);
        const { reason, pointer = "", message } = outcome as UnexpectedResponseError;
        expect(reason).toBe("mismatch");
        let at: unknown = body;
        const steps = pointer.split("/").slice(1);
        for (const [index, step] of steps.entries()) {
          const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
          const isMissing = message.includes("is missing") && index === steps.length - 1;
          expect(Object.hasOwn(Object(at) as object, name)).toBe(!isMissing);
          at = Reflect.get(Object(at) as object, name);
        }
      }),
      { numRuns: 300 },
    );
  });
});
