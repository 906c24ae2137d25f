import type { Cursor } from "../contract/cursor.js";
import type { Service } from "../contract/service.js";
import { coreFeatures, coreTypes, coreValues, ownNames } from "../core-exports.js";
import { pageForms } from "../traits/pages.js";
import { lowerFirst } from "../view/example.js";
import { argumentsName, hasArguments } from "../view/arguments.js";

const rename = "rename it in vendor.yaml";

/** Reserved words, which can't name a constant. */
const reservedWords = (
  "arguments async await break case catch class const continue debugger default delete do else enum eval export " +
  "extends false finally for function if implements import in instanceof interface let new null of package private " +
  "protected public return static super switch this throw true try typeof undefined var void while with yield"
).split(" ");

/** Names that generated files already use beside an operation's constant and method. */
const localNames = [
  "args",
  "callPages",
  "operations",
  "options",
  "paths",
  "service",
  "shapes",
  ...coreFeatures,
  ...pageForms,
];

/** Headings of a page, whose anchors a method's heading must not take. */
const headings = ["authorization", "errors", "example", "parameters", "returns"];

/** Types that the generated types use or that a reader takes for the language's own. */
const globalTypes = (
  "Array ArrayBuffer BigInt Blob Boolean Buffer Date Error File FormData Function Headers Infinity Iterable JSON Map " +
  "Math NaN NonNullable Number Object Omit Partial Pick Promise Readonly Record RegExp Request Response Set String " +
  "Symbol Uint8Array WithRequired"
).split(" ");

/** Type names that no schema can have, whatever the contract. */
export const takenTypes: readonly string[] = [
  ...globalTypes,
  ...coreValues,
  ...coreTypes,
  ...ownNames,
];

/** @throws {UserError} A generated name is taken by the language, the runtime or another name of the contract. */
export function checkCollisions(service: Service): void {
  const operations = service.tags.flatMap((tag) => tag.operations);
  distinct(operations.map(({ id, at }) => [id, at.get("operationId")]));
  const exported = new Map<string, string>();
  for (const name of globalTypes) exported.set(name, "a type of the language");
  for (const name of [...coreValues, ...coreTypes])
    exported.set(name, "a name that every vendor package exports");
  for (const name of ownNames) exported.set(name, "a name that the generated files use");
  const claim = (name: string, what: string, at: Cursor): void => {
    const taken = exported.get(name);
    if (taken !== undefined) at.fail(`${what} "${name}" is also ${taken}; ${rename}`);
    exported.set(name, what);
  };
  const [anywhere] = service.tags;
  if (anywhere) claim(service.className, "the vendor class", anywhere.at);
  for (const tag of service.tags) claim(`${tag.name}Api`, "the API class", tag.at);
  for (const operation of operations.filter(hasArguments)) {
    claim(argumentsName(operation), "the arguments' type", operation.at.get("operationId"));
  }
  for (const schema of service.schemas) claim(schema.key, "the schema", schema);

  distinct(service.schemas.map((schema) => [schema.key, schema]));
  distinct(service.tags.map(({ name, at }) => [name, at]));
  for (const { id, at } of operations) {
    const taken = takenOperation(id);
    if (taken !== undefined)
      at.get("operationId").fail(`the operation "${id}" is also ${taken}; ${rename}`);
  }
  for (const tag of service.tags) {
    const property = lowerFirst(tag.name);
    if (property === "serviceClient" || property in Object.prototype) {
      tag.at.fail(
        `the tag "${tag.name}" would become the property "${property}", which is taken; ${rename}`,
      );
    }
  }
}

/** What already has an operation's name; undefined if it is free. */
export function takenOperation(id: string): string | undefined {
  return reservedWords.includes(id) || id === "then" || id in Object.prototype
    ? "a word of the language"
    : localNames.includes(id)
      ? "a name that the generated class uses itself"
      : headings.includes(id)
        ? "a heading of its own page"
        : undefined;
}

/** Files and anchors are case-insensitive. */
function distinct(names: readonly (readonly [name: string, at: Cursor])[]): void {
  const seen = new Map<string, string>();
  for (const [name, at] of names) {
    const other = seen.get(name.toLowerCase());
    if (other === name) at.fail(`"${other}" is duplicated; ${rename}`);
    if (other !== undefined)
      at.fail(`"${name}" and "${other}" differ in capitals at most; ${rename}`);
    seen.set(name.toLowerCase(), name);
  }
}
