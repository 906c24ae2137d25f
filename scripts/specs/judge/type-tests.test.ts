import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { compileErrors } from "../../generate/testing/compile.js";
import { repository } from "../testing/repository.js";
import { isObject, type Json, type JsonObject, objectAt } from "../../common/json.js";
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

/** The pointers of every operation, parameter, field and named schema. */
function wanted(document: JsonObject): string[] {
  const found: string[] = [];
  const visit = (value: Json, pointer: string): void => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) visit(item, `${pointer}/${index}`);
      return;
    }
    if (!isObject(value)) return;
    for (const [key, child] of Object.entries(value)) {
      const place = `${pointer}/${escapeKey(key)}`;
      if (pointer.endsWith("/properties") || /^\/components\/schemas$/.test(pointer))
        found.push(place);
      visit(child, place);
    }
    if (typeof value.operationId === "string") {
      found.push(pointer);
      const parameters = Array.isArray(value.parameters) ? value.parameters : [];
      found.push(...parameters.map((_, index) => `${pointer}/parameters/${index}`));
    }
  };
  for (const part of ["paths", "components"]) visit(objectAt(document, part), `/${part}`);
  return found;
}

it.each(["deepgram", "genesys-cloud"] as const)(
  "use every operation, parameter, field and type of %s",
  async (name) => {
    const { uses } = await testsOf(name);
    const used = new Set([...uses.values()].flatMap(({ pointers }) => pointers));
    expect(wanted(contract(name)).filter((pointer) => !used.has(pointer))).toEqual([]);
  },
);
