import { checkContract } from "../../generate/check.js";
import { readChecks } from "../../generate/checks/checks.js";
import { Cursor } from "../../generate/contract/cursor.js";
import type { Service } from "../../generate/contract/service.js";
import { UserError } from "../../common/user-error.js";
import { generateTypes } from "../../generate/types.js";
import { annotate } from "../../generate/view/annotate.js";
import { lowerFirst } from "../../generate/view/example.js";
import type { JsonObject } from "../../common/json.js";

/** A vendor's package as its users see it: only types, created without the generator's JAR. */
export type Surface = Awaited<ReturnType<typeof makeSurface>>;

/** Replaces core, which a contract doesn't change: the judge must not depend on how it is built. */
const RUNTIME = [
  "export interface RequestOptions { signal?: unknown }",
  "export type ApiPromise<T> = Promise<T>;",
];
const known = new WeakMap<JsonObject, Promise<Surface>>();

/**
 * The package surface of a contract: the types that `npm run generate` would write, and its classes
 * as interfaces. Cached: a contract is judged as the old one and as the new one.
 * @param name The contract's name in messages.
 * @throws {UserError} No package can be generated from it.
 */
export function surfaceOf(document: JsonObject, name: string): Promise<Surface> {
  const surface = known.get(document) ?? makeSurface(document, name);
  known.set(document, surface);
  return surface;
}

async function makeSurface(document: JsonObject, name: string) {
  const read = Cursor.root(document, name);
  try {
    const { contract, service } = checkContract(read);
    // An object without declared fields can have any, whatever openapi-typescript calls it.
    const types = (await generateTypes(contract)).replaceAll(
      "<string, never>",
      "<string, unknown>",
    );
    const lines = [types, ...RUNTIME, ...declarations(contract, service)];
    /** TypeScript that exports the types. */
    const source = `${lines.join("\n")}\n`;
    return { contract, service, source };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${error.message}; so the types of this contract can't be checked`, {
      cause: error,
    });
  }
}

function declarations(contract: Cursor, service: Service): string[] {
  const document = annotate(contract, service, "surface", readChecks(service));
  const views = Cursor.root(document);
  const isOptional = (at: Cursor): boolean => at.get("optional").value === true;
  const lines: string[] = [];
  for (const tag of service.tags) {
    const methods = tag.operations.map(({ id, at }) => {
      const view = views.at(at.pointer).get("x-billkit-view");
      const options = `options?: RequestOptions): ApiPromise<${view.get("result").text()}>;`;
      const given = view.get("arguments");
      if (given.value === false) return `  ${id}(${options}`;
      const name = given.get("name").text();
      const members = given.get("members").items();
      const fields = members.map((member) => {
        const [key, type] = [member.get("key").text(), member.get("type").text()];
        return isOptional(member) ? `  ${key}?: ${type} | undefined;` : `  ${key}: ${type};`;
      });
      lines.push(`export interface ${name} {`, ...fields, "}");
      return `  ${id}(args${isOptional(given) ? "?" : ""}: ${name}, ${options}`;
    });
    lines.push(`export interface ${tag.name}Api {`, ...methods, "}");
  }
  const apis = service.tags.map(({ name }) => `  readonly ${lowerFirst(name)}: ${name}Api;`);
  return [...lines, `export interface ${service.className} {`, ...apis, "}"];
}
