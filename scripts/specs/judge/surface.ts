import { checkContract } from "../../generate/check.js";
import { readChecks } from "../../generate/checks/checks.js";
import { Cursor } from "../../generate/contract/cursor.js";
import { type Operation, type Service } from "../../generate/contract/service.js";
import { UserError } from "../../common/user-error.js";
import { generateTypes } from "../../generate/types.js";
import { annotate } from "../../generate/view/annotate.js";
import type { JsonObject } from "../../common/json.js";

/** A vendor's package as its users see it: only types, created without the generator's JAR. */
export interface Surface {
  readonly contract: Cursor;
  readonly service: Service;
  /** TypeScript by file name; `surface.ts` is the package. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Replaces the runtime, which a contract doesn't change: the judge must not depend on how it is
 * built.
 */
const runtime = `export interface ClientOptions { credential: string }
export interface RequestOptions { signal?: unknown }
export type ApiPromise<T> = Promise<T>;
`;

/**
 * The package surface of a contract: the types that \`npm run generate\` would write, and its classes
 * as declarations.
 * @param name The contract's name in messages.
 * @throws {UserError} No package can be generated from it.
 */
export async function surfaceOf(document: JsonObject, name: string): Promise<Surface> {
  const read = new Cursor({ file: name, document, lineOf: () => undefined }, [], document);
  try {
    const { contract, service } = checkContract(read);
    const files = new Map([
      ["runtime.ts", runtime],
      ["schema.ts", await generateTypes(contract)],
      ["surface.ts", declarations(contract, service)],
    ]);
    return { contract, service, files };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${error.message}; so the types of this contract can't be checked`, {
      cause: error,
    });
  }
}

function declarations(contract: Cursor, service: Service): string {
  const document = annotate(contract, service, "surface", readChecks(service));
  const views = new Cursor({ ...contract.source, document }, [], document);
  const schemas = service.schemas.map((schema) => schema.key);
  const lines = [
    `import type { ApiPromise, ClientOptions, RequestOptions } from "./runtime.js";`,
    `import type { ${[...schemas, "operations"].join(", ")} } from "./schema.js";`,
    `export type { ${[...schemas, "paths"].join(", ")} } from "./schema.js";`,
  ];
  const members: string[] = [];
  for (const tag of service.tags) {
    const methods = tag.operations.map((operation) => {
      const view = viewOf(views, operation);
      const taken = argumentsOf(view);
      if (taken) lines.push(...taken.declaration);
      return `  ${operation.id}(${taken ? `${taken.parameter}, ` : ""}options?: RequestOptions): ApiPromise<${view.get("result").text()}>;`;
    });
    lines.push(`export declare class ${tag.name}Api {`, ...methods, "}");
  }
  for (const api of views.get("info").get("x-billkit-view").get("apis").items()) {
    members.push(`  readonly ${api.get("property").text()}: ${api.get("className").text()};`);
  }
  lines.push(
    `export declare class ${service.className} {`,
    "  constructor(options: ClientOptions);",
    ...members,
    "}",
  );
  return `${lines.join("\n")}\n`;
}

/** The templates' data for an operation. */
function viewOf(views: Cursor, operation: Operation): Cursor {
  return operation.at.pointer.reduce((place, key) => place.get(key), views).get("x-billkit-view");
}

function argumentsOf(
  view: Cursor,
): { readonly declaration: string[]; readonly parameter: string } | undefined {
  const taken = view.get("arguments");
  if (taken.value === false) return undefined;
  const name = taken.get("name").text();
  const members = taken
    .get("members")
    .items()
    .map((member) => {
      const key = member.get("key").text();
      const type = member.get("type").text();
      return member.get("optional").value === true
        ? `  ${key}?: ${type} | undefined;`
        : `  ${key}: ${type};`;
    });
  return {
    declaration: [`export interface ${name} {`, ...members, "}"],
    parameter: `args${taken.get("optional").value === true ? "?" : ""}: ${name}`,
  };
}
