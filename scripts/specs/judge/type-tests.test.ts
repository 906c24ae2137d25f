import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { compileErrors } from "../../generate/testing/compile.js";
import { repository } from "../testing/repository.js";
import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { contract } from "../compare/testing/cases.js";
import { surfaceOf } from "./surface.js";
import { typeTestsOf } from "./type-tests.js";
import { escapeKey } from "../../common/json-pointer.js";

async function testsOf(name: Parameters<typeof contract>[0], from?: string) {
  return typeTestsOf(await surfaceOf(contract(name), name), from);
}

describe.each(["deepgram", "genesys-cloud"] as const)("the type tests of %s", (name) => {
  it("compile against the committed package", async () => {
    const { source } = await testsOf(name, `@billkit/${name}`);
    const entry = path.join(repository, "packages", name, "src/generated/index.ts");
    const errors = compileErrors(entry, `@billkit/${name}`, [source]);
    // The declarations are the tests.
    expect(errors.filter((error) => !error.includes("is declared but"))).toEqual([]);
  });
});

/** Every value of a document and its pointer. */
function* placesIn(value: Json, pointer = ""): Generator<[pointer: string, value: Json]> {
  yield [pointer, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value))
    yield* placesIn(child, `${pointer}/${escapeKey(key)}`);
}

/** The pointers of every operation, parameter, field and named schema. */
function wanted({ paths = {}, components = {} }: JsonObject): string[] {
  const named = /\/(?:properties\/[^/]+|parameters\/\d+)$|^\/components\/schemas\/[^/]+$/;
  return [...placesIn({ paths, components })].flatMap(([pointer, value]) =>
    named.test(pointer) || (isObject(value) && "operationId" in value) ? pointer : [],
  );
}

it.each(["deepgram", "genesys-cloud"] as const)(
  "use every operation, parameter, field and type of %s",
  async (name) => {
    const { uses } = await testsOf(name);
    const used = new Set([...uses.values()].flatMap(({ pointers }) => pointers));
    expect(wanted(contract(name)).filter((pointer) => !used.has(pointer))).toEqual([]);
  },
);
