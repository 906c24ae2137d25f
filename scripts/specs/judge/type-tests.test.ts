import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { compileErrors } from "../../generate/testing/compile.js";
import { repository } from "../testing/repository.js";
import { isObject, type Json, type JsonObject, objectAt } from "../../common/json.js";
import { documents } from "./testing/documents.js";
import { surfaceOf } from "./surface.js";
import { typeTestsOf } from "./type-tests.js";
import type { TypeTests } from "./touch.js";
import { escapeKey } from "../../common/json-pointer.js";

async function testsOf(name: keyof typeof documents, from?: string): Promise<TypeTests> {
  return typeTestsOf(await surfaceOf(documents[name], name), from);
}

describe.each(["deepgram", "genesys-cloud"] as const)("the type tests of %s", (name) => {
  it("compile against the committed package", async () => {
    const { source } = await testsOf(name, `@billkit/${name}`);
    const entry = path.join(repository, "packages", name, "src/generated/index.ts");
    const errors = compileErrors(entry, `@billkit/${name}`, [source]);
    // Nothing is used again: what is declared is the test.
    expect(errors.filter((error) => !error.includes("is declared but"))).toEqual([]);
  });
});

it("do not compile against the package of another vendor", async () => {
  const { source } = await testsOf("deepgram", "@billkit/deepgram");
  const entry = path.join(repository, "packages/genesys-cloud/src/generated/index.ts");
  expect(compileErrors(entry, "@billkit/deepgram", [source]).join("\n")).toContain(
    "has no exported member 'Deepgram'",
  );
});

/** The pointers of all objects in a value that a test is to hold on to. */
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

/** How often a member of an enum is named, whether sent or answered. */
function enumMembers(value: Json): Json[] {
  if (Array.isArray(value)) return value.flatMap(enumMembers);
  if (!isObject(value)) return [];
  const own = Array.isArray(value.enum) ? value.enum : [];
  return [...own, ...Object.values(value).flatMap(enumMembers)];
}

it.each(["deepgram", "genesys-cloud"] as const)(
  "touch every operation, parameter, field, type and enum member of %s",
  async (name) => {
    const { touches } = await testsOf(name);
    const touched = new Set([...touches.values()].flatMap(({ pointers }) => pointers));
    expect(wanted(documents[name]).filter((pointer) => !touched.has(pointer))).toEqual([]);
    const members = [...touches.values()].filter(({ kind }) => kind === "member");
    const places = members.map(({ place }) => place);
    const unnamed = enumMembers(documents[name]).filter(
      (member) => !places.some((place) => place.endsWith(` ${JSON.stringify(member)}`)),
    );
    expect(unnamed).toEqual([]);
  },
);

it("are readable TypeScript", async () => {
  const { source } = await testsOf("deepgram");
  for (const line of [
    'a<"hosted">() satisfies ',
    "({ limit: a<number | undefined>() }) satisfies Partial<$.ListPurchasesArguments>;",
    "client.billing.listPurchases({",
    "type Name",
  ])
    expect(source).toContain(line);
});
