import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { anyOf, recursive, UnexpectedResponseError, type Shape } from "../../src/index.js";
import { json, project, rig } from "../support/service.js";
import { answering } from "../support/shapes.js";

/** A shape of any depth, with a matching value: so the properties don't only see mismatches at the root. */
interface Sample {
  readonly shape: Shape;
  readonly fitting: unknown;
}

const primitives: readonly Sample[] = [
  { shape: "json", fitting: 0 },
  { shape: "number", fitting: 1.5 },
  { shape: "array", fitting: [1] },
  { shape: "object", fitting: { z: 1 } },
  { shape: "string", fitting: "s" },
  { shape: "null", fitting: null },
  { shape: "boolean", fitting: true },
  { shape: ["null", "number"], fitting: 2 },
  { shape: ["object", "string"], fitting: {} },
];

const samples = fc.letrec<{ sample: Sample }>((tie) => ({
  sample: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(...primitives),
    tie("sample").map(({ shape, fitting }) => ({
      shape: { items: shape },
      fitting: [fitting, fitting],
    })),
    tie("sample").map(({ shape, fitting }) => ({
      shape: { values: shape },
      fitting: { x: fitting },
    })),
    fc
      .tuple(
        fc.subarray(["a", "b", "c"]),
        fc.dictionary(fc.constantFrom("a", "b", "c"), tie("sample"), { noNullPrototype: true }),
      )
      .map(([required, fields]) => {
        const all = Object.entries(fields);
        return {
          shape: {
            required,
            fields: Object.fromEntries(all.map(([name, each]) => [name, each.shape])),
          },
          fitting: Object.fromEntries([
            ...required.map((name) => [name, 0]),
            ...all.map(([name, each]) => [name, each.fitting]),
          ]) as object,
        };
      }),
    fc.array(tie("sample"), { minLength: 1, maxLength: 3 }).map((all) => ({
      shape: anyOf(all.map(({ shape }) => shape)),
      fitting: all[0]?.fitting,
    })),
    tie("sample").map(({ shape, fitting }) => ({ shape: recursive(() => shape), fitting })),
  ),
})).sample;

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
  const rooted = samples.filter(({ fitting }) => (fitting ?? undefined) !== undefined);

  it("a matching value is accepted, with unknown fields too", async () => {
    await fc.assert(
      fc.asyncProperty(rooted, fc.jsonValue(), async ({ shape, fitting: body }, other) => {
        expect(await call(shape, body)).toBe("data");
        const isOpen = typeof shape === "object" && "fields" in shape;
        if (isOpen) expect(await call(shape, { ...(body as object), unknown: other })).toBe("data");
      }),
    );
  });

  it("any JSON is accepted or reported with a pointer that exists or whose parent exists", async () => {
    await fc.assert(
      fc.asyncProperty(samples, body, async ({ shape }, body) => {
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
