import { isObject, type Json, type JsonObject } from "../../common/json.js";
import { compare } from "../contract/service.js";
import { coreFeatures, type CoreFeature } from "../core-exports.js";
import type { ShapeNode } from "./shapes.js";
import { propertyKey } from "../view/example.js";

/** The variables, constants and functions that code refers to. */
export function identifiersIn(code: string): ReadonlySet<string> {
  const withoutTexts = code.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return new Set(withoutTexts.match(/(?<![\w.])[A-Za-z_]\w*(?![\w?:])/g));
}

/** The functions of core that code calls. */
export function featuresIn(code: string): CoreFeature[] {
  const names = identifiersIn(code);
  return coreFeatures.filter((feature) => names.has(feature));
}

/**
 * A shape as code.
 * @param refer Returns the code that refers to a constant.
 */
export function shapeCode(shape: ShapeNode, refer: (name: string) => string): string {
  const next = (each: ShapeNode): string => shapeCode(each, refer);
  if (typeof shape === "string") return JSON.stringify(shape);
  if ("name" in shape) return refer(shape.name);
  if ("items" in shape) return `{ items: ${next(shape.items)} }`;
  if ("anyOf" in shape) {
    const all = `[${shape.anyOf.map(next).join(", ")}]`;
    const isPlain = shape.anyOf.every((each) => typeof each === "string");
    return isPlain ? all : `/* @__PURE__ */ anyOf(${all})`;
  }
  const { required, fields, values } = shape;
  const members = [...fields].map(
    ([name, each]) => `${propertyKey(name)}: ${next(each)}${widens(name, each) ? " as const" : ""}`,
  );
  return `{ ${[
    ...(required.length === 0 ? [] : [`required: ${JSON.stringify(required)}`]),
    ...(members.length === 0 ? [] : [`fields: { ${members.join(", ")} }`]),
    ...(values === undefined ? [] : [`values: ${next(values)}`]),
  ].join(", ")} }`;
}

/** A member that every object has, such as `constructor`, is typed by that, not by the context. */
function widens(name: string, shape: ShapeNode): boolean {
  return name in Object.prototype && (typeof shape === "string" || !("name" in shape));
}

/**
 * The constants as a file, by name, each after those that it refers to.
 * @param wanted The names that operations refer to; constants that they don't reach are omitted.
 */
export function shapesFile(
  constants: ReadonlyMap<string, ShapeNode>,
  wanted: Iterable<string>,
): string {
  const written = new Set<string>();
  const begun = new Set<string>();
  const lines: string[] = [];
  const write = (name: string): void => {
    const shape = constants.get(name);
    if (shape === undefined || begun.has(name)) return;
    begun.add(name);
    shapeCode(shape, (other) => {
      write(other);
      return other;
    });
    // A recursive shape is looked up when it is used.
    const code = shapeCode(shape, (other) =>
      written.has(other) ? other : `/* @__PURE__ */ recursive(() => ${other})`,
    );
    lines.push(`export const ${name}: Shape = ${code};`);
    written.add(name);
  };
  for (const name of [...wanted].sort(compare)) write(name);
  const code = lines.join("\n\n");
  const used = featuresIn(code);
  const imported = used.length === 0 ? "type { Shape }" : `{ ${used.join(", ")}, type Shape }`;
  return `import ${imported} from "@billkit/core/client";\n\n${code}\n`;
}

/** The formats that core checks, with the function that does, and what they allow. */
const formats: Readonly<Record<string, readonly [CoreFeature, string]>> = {
  date: ["isDate", "a date as YYYY-MM-DD"],
  "date-time": ["isDateTime", "a date and time as YYYY-MM-DDThh:mm:ssZ"],
};

/** The members of an argument's rule as code. Texts are written as JSON, so that none can become code. */
export function ruleCode(rule: JsonObject): string[] {
  const { format, match, items, values, anyOf, ...facts } = rule;
  const nested = (each: Json): string =>
    isObject(each) ? `{ ${ruleCode(each).join(", ")} }` : "{}";
  const [isValid, allowed = ""] = formats[typeof format === "string" ? format : ""] ?? [];
  const members: JsonObject = {
    ...(isValid && { type: "string" }),
    ...facts,
    ...(isValid && facts.allowed === undefined && { allowed }),
  };
  const calls = [JSON.stringify(match), isValid].filter((each) => each !== undefined);
  const check = match === undefined ? isValid : `/* @__PURE__ */ pattern(${calls.join(", ")})`;
  return [
    ...Object.entries(members).map(([name, value]) => `${name}: ${JSON.stringify(value)}`),
    ...(check === undefined ? [] : [`match: ${check}`]),
    ...(items === undefined ? [] : [`items: ${nested(items)}`]),
    ...(values === undefined ? [] : [`values: ${nested(values)}`]),
    ...(Array.isArray(anyOf) ? [`anyOf: [${anyOf.map(nested).join(", ")}]`] : []),
  ];
}
